import type { House } from "../../support/house"

/** So much longer the service takes for one hidden id, to see whether the proof finds it. */
export const injectedMs = 0.5

/**
 * A row rule that lingers over one row, as one with a leak would: the service answers the same, later. It waits busily, since
 * PostgreSQL sleeps no less than a millisecond; it is declared cheap, so that it is asked before the rule that hides the row.
 */
export async function inject(house: House, caseId: string): Promise<void> {
  await house.rows(`
    create function linger() returns boolean language plpgsql volatile cost 0.0001 as $$
    declare
      v_end timestamptz := clock_timestamp() + interval '${injectedMs} milliseconds';
    begin
      while clock_timestamp() < v_end loop end loop;
      return true;
    end $$`)
  await house.rows("grant execute on function linger to woonrust_staff")
  await house.rows(
    `create policy lingering on case_file as restrictive for select to woonrust_staff using (id <> '${caseId}' or linger())`,
  )
}

export async function withdraw(house: House): Promise<void> {
  await house.rows("drop policy lingering on case_file")
  await house.rows("drop function linger")
}
