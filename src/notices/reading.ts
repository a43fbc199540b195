import { ErrorReason, refuse } from "../platform/errors"
import { type Tx, isUuid } from "../records"
import { Notice } from "./notice.entity"

/** Marks a notice as read; once is enough. */
export async function markNoticeRead(tx: Tx, { noticeId }: { noticeId: string }): Promise<{ notice: string }> {
  const found: unknown[] = isUuid(noticeId)
    ? await tx.manager.query("select from notice where id = $1", [noticeId])
    : []
  if (!found.length) throw refuse(ErrorReason.ABSENT, "input", "noticeId")
  tx.touched.types.add("Notice")
  await tx.manager.update(Notice, { id: noticeId }, { readAt: tx.now })
  return { notice: noticeId }
}
