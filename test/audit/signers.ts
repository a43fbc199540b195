import { type Signer, ensureKey, openSigner } from "../../src/audit/sealing/signer"

/** A signer with the key in a file; made where there is none. */
export async function signerAt(origin: string, file: string): Promise<Signer> {
  await ensureKey(origin, file)
  return await openSigner(origin, file)
}
