import type { LeafKind } from "../../src/audit/sealing/leaf-kinds"
import { leafOf } from "../../src/audit/sealing/leaves"
import { Frontier, leafHash } from "../../src/audit/sealing/merkle"
import type { House } from "../support/house"
import { type Sealed, origin } from "./sealed"
import { signerAt } from "./signers"

/** What whoever owns the database can do to the tables of the seal, with all that can be worked out from them. */
export class Owner {
  constructor(
    private readonly house: House,
    private readonly sealed: Sealed,
  ) {}

  async size(): Promise<number> {
    return Number((await this.house.rows<{ size: string }>("select size from trail_tree"))[0]?.size)
  }

  async frontierOver(size: number): Promise<Frontier> {
    const query = "select kind, commitment from trail_leaf where index < $1 order by index"
    const leaves = await this.house.rows<{ kind: LeafKind; commitment: Buffer }>(query, [size])
    const tree = Frontier.empty()
    for (const { kind, commitment } of leaves) tree.add(leafHash(kind, commitment))
    return tree
  }

  /** The tree over so many leaves, in an epoch of the owner's choice: everything fits but what was signed. */
  async claim(size: number, epoch: number): Promise<void> {
    const { hashes } = await this.frontierOver(size)
    await this.house.rows("delete from trail_leaf where index >= $1", [size])
    await this.house.rows("delete from trail_checkpoint where size > $1", [size])
    await this.house.rows(
      `update trail_tree set size = $1, epoch = $2, frontier = $3, sealed_xact = e.xact, sealed_id = e.id
       from trail_event e join trail_leaf l on l.event_id = e.id where l.index = $1 - 1`,
      [size, epoch, hashes],
    )
  }

  /** A leaf of the owner's own, behind the last one. */
  async append(kind: "PRUNED" | "RESTORED", content: Parameters<typeof leafOf>[1]): Promise<void> {
    const { nonce, commitment } = leafOf(kind, content)
    await this.house.rows(
      `insert into trail_leaf (index, kind, nonce, content, commitment)
       select size, $1, decode($2, 'base64'), $3, decode($4, 'base64') from trail_tree`,
      [kind, nonce, JSON.stringify(content), commitment],
    )
  }

  /** A head as only the sealer's key signs it. */
  async signed(tree: Frontier, epoch: number, madeAt = new Date()): Promise<string> {
    const signer = await signerAt(origin, `${this.sealed.folder}/key.pem`)
    return signer.sign({ size: tree.size, root: tree.root(), epoch, madeAt: madeAt.toISOString() })
  }
}
