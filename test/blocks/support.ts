import { done } from "../cases/support"
import type { Colleague, Variables } from "../support/house"

const shown = `block { id employee { id } against person { id } home { id } reason declaredBy { id } startsAt endsAt endedBy { id } }`

export const atHome = (homeId: string, more: Variables = {}): Variables => ({
  against: "ADDRESS",
  homeId,
  reason: "NEIGHBOUR",
  ...more,
})

/** Somebody declares a conflict of interest; the block. */
export const declare = async (who: Colleague, input: Variables): Promise<any> =>
  (await done(who, "blockAccess", input, shown)).block

/** Somebody ends a block; as it then is. */
export const end = async (who: Colleague, blockId: string): Promise<any> =>
  (await done(who, "endBlock", { blockId }, shown)).block

const listed = `query Blocks($filter: BlockFilter) { blocks(filter: $filter, first: 100) { totalCount
  nodes { id employee { id } against endsAt endedBy { id } } } }`

export async function blocksOf(who: Colleague, filter?: Variables): Promise<any[]> {
  const { blocks } = await who.get(listed, { filter })
  expect(blocks.totalCount).toBe(blocks.nodes.length)
  return blocks.nodes as any[]
}
