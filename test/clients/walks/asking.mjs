import assert from "node:assert/strict"

export const { URL_OF_SERVICE: url, TOKEN: token } = process.env
export const headers = { authorization: `Bearer ${token}` }

/** Fetch that counts what goes over the wire, so that a walk can tell what came out of a cache. */
export const wire = { asked: 0 }
export const counted = (input, init) => {
  wire.asked++
  assert.equal((init?.method ?? "GET").toUpperCase(), "POST")
  return fetch(input, init)
}

/** What must hold of every walk: list → detail → change → list, and the changed record is found in the cache. */
export async function walk({ list, more, detail, change, cachedList, cachedDetail }) {
  const first = await list()
  assert.equal(first.edges.length, 2)
  assert.equal(first.pageInfo.hasNextPage, true)
  const target = first.edges[0].node
  assert.equal((await detail(target.id)).id, target.id)
  const both = await more(first.pageInfo.endCursor)
  assert.deepEqual(new Set(both.edges.map(({ node }) => node.id)).size, 4)
  const title = `${target.title} (gewijzigd)`
  const { done, errors } = await change({ caseId: target.id, expectedVersion: target.version, title })
  assert.deepEqual([done, errors], [true, []])
  const before = wire.asked
  const after = (await cachedList()).edges.find(({ node }) => node.id === target.id).node
  assert.deepEqual([after.title, after.version], [title, target.version + 1])
  assert.equal((await cachedDetail(target.id)).title, title)
  assert.equal(wire.asked, before, "the changed record came out of the cache")
}
