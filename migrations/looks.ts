/** The sight of a request that asks, and of a change that tells nothing of what it changed: each is of one root field. */
const asks = (sight: string) => `${sight}.action ~ '\\.(listed|viewed|searched|rendered)$'`

/** Something was served that has a category of data: a title, a description, a name, what an entry or a task says. */
const content = (sight: string) => `${sight}.categories <> '{}'`

/** What a change wrote and shows back by itself is no look: who wrote it knows it. */
const ownAlone = (sight: string) => `${sight}.types && '{Case,Party,JournalEntry,Task}' and array(
    select t from unnest(${sight}.types) t where t in ('Case', 'Party', 'JournalEntry', 'Task')) <@ case ${sight}.action
      when 'case.opened' then '{Case}' when 'party.added' then '{Party}' when 'journal.added' then '{JournalEntry}'
      when 'task.added' then '{Task}' when 'task.completed' then '{Task}' else '{}' end::text[]`

/**
 * The answer to a change, done or refused, showed what stands in a case beyond what the change itself wrote. What it touched stands at
 * 0; what it showed stands behind it.
 */
export const shownByChange = (sight: string) => `(not ${asks(sight)} and ${sight}.position > 0
  and (${content(sight)} or 'JournalEntry' = any (${sight}.types)) and not (${ownAlone(sight)}))`

/**
 * A look at each case that it names, and not one line of a list among others: a case asked by itself, journals wherever they stand,
 * what is in a case beside its home or its tenant, a list so short that it is no list, or the answer to a change.
 */
export const inDetail = (sight: string, few: string) => `(${sight}.action in ('case.viewed', 'record.viewed')
  or ${shownByChange(sight)}
  or (${asks(sight)} and ('JournalEntry' = any (${sight}.types)
    or (${content(sight)} and (
      (${sight}.action ~ '^registry' and ${sight}.types && '{Case,Task}')
      or (${sight}.types && '{Party,Task}' and cardinality(${sight}.case_ids) <= ${few}))))))`

/** A list that shows parties or tasks: of so many cases that it is how work is found, and no look at each of them. */
export const leafed = (sight: string) => `(${asks(sight)} and ${content(sight)} and ${sight}.types && '{Party,Task}')`

/** Persons of the registry were looked up by themselves, and not as those of a case. */
export const looksUp = (sight: string) =>
  `(${sight}.person_ids <> '{}' and ${sight}.action in ('registry.searched', 'registry.viewed', 'record.viewed'))`

/** A case, or any record, was asked by its id or reference, and no case was shown: none is there, or none for who asked. */
export const missed = (sight: string) => `(${sight}.case_ids = '{}' and (${sight}.action = 'case.viewed'
  or (${sight}.action = 'record.viewed' and ${sight}.types = '{}')))`
