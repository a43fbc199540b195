import type { DataSource, EntityManager, QueryRunner } from "typeorm"
import type { Transaction } from "./transaction"

/**
 * TypeORM's manager on the connection of an open transaction, for a verb's writes. After `close` it refuses: nothing is written
 * outside the transaction it was made for.
 */
export function managerOn(dataSource: DataSource, transaction: Transaction): { manager: EntityManager; close(): void } {
  const runner = dataSource.createQueryRunner() as QueryRunner & { databaseConnection: unknown; isReleased: boolean }
  // TypeORM would take a connection of its own; this transaction has one already, with its trail header written.
  runner.databaseConnection = transaction.client
  return {
    manager: runner.manager,
    close: () => {
      runner.isReleased = true
    },
  }
}
