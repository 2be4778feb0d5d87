import { Prisma } from './generated/client.ts'

/** What can be searched. */
export type Subject =
  | 'user'
  | 'team'
  | 'client'
  | 'job'
  | 'candidate'
  | 'application'
  | 'submission'
  | 'human_request'

/** A query in the forms that conditions need: as written, without words that tell nothing, and safe inside LIKE. */
export type Asked = { whole: string; words: string; start: string }

/** How one table is searched; its row is `r`. The expressions are those that the search migration indexes. */
type Searched = {
  table: Prisma.Sql
  exact(query: Asked): Prisma.Sql
  part(query: Asked): Prisma.Sql
  /** Orders those that fit, greatest first. */
  rank(query: Asked): Prisma.Sql
  similar(query: Asked): Prisma.Sql
  /** From 0 to 1. */
  likeness(query: Asked): Prisma.Sql
  /** The words of a row that a misspelt one may have meant, with a space between. */
  vocabulary: Prisma.Sql
}

const { sql } = Prisma
const userName = sql`fold(r.name)`
const plainName = sql`fold(r.name::text)`
const title = sql`fold(r.title)`
const jobWords = sql`concat_ws(' ', r.title, joined(r.required_skills), joined(r.wished_skills), r.location,
  (select c.name::text from client c where c.id = r.client_id))`

const user: Searched = {
  table: sql`app_user`,
  exact: ({ whole }) => sql`(${userName} = fold(${whole}) or r.email = ${whole})`,
  part: (query) =>
    sql`(${startsWord(userName, query)} or r.email like ${`${query.start}%`}
      or search_vector(r.name || ' ' || r.email::text) @@ search_query(${query.words}))`,
  rank: ({ whole }) => sql`similarity(${userName}, fold(${whole}))`,
  similar: ({ whole }) => sql`(fold(${whole}) <% ${userName} or ${userName} % fold(${whole}))`,
  likeness: ({ whole }) => sql`word_similarity(fold(${whole}), ${userName})`,
  vocabulary: sql`search_words(r.name)`,
}

export const subjects: Readonly<Record<Subject, Searched>> = {
  user,
  team: {
    table: sql`team`,
    exact: ({ whole, words }) => sql`${plainName} in (fold(${whole}), fold(${words}))`,
    part: (query) => startsWord(plainName, query),
    rank: ({ whole }) => sql`similarity(${plainName}, fold(${whole}))`,
    similar: ({ words }) => sql`${plainName} % fold(${words})`,
    likeness: ({ words }) => sql`similarity(${plainName}, fold(${words}))`,
    vocabulary: sql`search_words(r.name::text || ' team')`,
  },
  client: {
    table: sql`client`,
    exact: ({ whole, words }) => sql`${plainName} in (fold(${whole}), fold(${words}))`,
    part: (query) =>
      sql`(${startsWord(plainName, query)}
        or search_vector(concat_ws(' ', r.name::text, r.industry, r.location)) @@ search_query(${query.words}))`,
    rank: ({ whole }) => sql`similarity(${plainName}, fold(${whole}))`,
    similar: ({ whole }) => sql`(fold(${whole}) <% ${plainName} or ${plainName} <% fold(${whole}))`,
    likeness: ({ whole }) =>
      sql`greatest(word_similarity(fold(${whole}), ${plainName}), word_similarity(${plainName}, fold(${whole})))`,
    vocabulary: sql`search_words(concat_ws(' ', r.name::text, r.industry, r.location))`,
  },
  job: {
    table: sql`job`,
    exact: ({ whole, words }) =>
      sql`(${title} in (fold(${whole}), fold(${words})) or r.reference in (${reference(whole)}, ${reference(words)}))`,
    part: (query) =>
      sql`(${startsWord(title, query)} or job_document(r) @@ search_query(${query.words}) or ${withClient(query)})`,
    rank: ({ whole, words }) =>
      sql`ts_rank(job_document(r), search_query(${words})) + similarity(${title}, fold(${whole}))
        + case when r.status = 'open' then 1 else 0 end`,
    similar: (query) => sql`${leastWord(query)} >= 0.5`,
    likeness: (query) => leastWord(query),
    vocabulary: sql`search_words(${jobWords})`,
  },
  candidate: {
    table: sql`candidate`,
    exact: ({ whole }) => sql`(${userName} = fold(${whole}) or r.email = ${whole})`,
    part: (query) =>
      sql`(${startsWord(userName, query)} or candidate_document(r) @@ search_query(${query.words}))`,
    rank: ({ whole, words }) =>
      sql`ts_rank(candidate_document(r), search_query(${words})) + similarity(${userName}, fold(${whole}))`,
    similar: ({ whole, words }) =>
      sql`(fold(${whole}) <% ${userName} or ${userName} % fold(${whole}) or fold(${words}) <% candidate_profile(r))`,
    likeness: ({ whole, words }) =>
      sql`greatest(word_similarity(fold(${whole}), ${userName}), similarity(${userName}, fold(${whole})),
        word_similarity(fold(${words}), candidate_profile(r)) * 0.9)`,
    vocabulary: sql`search_words(concat_ws(' ', r.name, r.headline, joined(r.skills), r.location))`,
  },
  application: pipelined(sql`application`),
  submission: pipelined(sql`submission`),
  human_request: {
    ...user,
    table: sql`(select h.id, u.name, u.email from human_request h join app_user u on u.id = h.user_id)`,
  },
}

/** Rows that join a candidate with an opening are found by the names of both, and of the client. */
function pipelined(table: Prisma.Sql): Searched {
  return {
    table: sql`(select a.id, c.name, c.email, j.reference, concat_ws(' ', c.name, j.title, j.reference, k.name::text) as words
      from ${table} a join candidate c on c.id = a.candidate_id
      join job j on j.id = a.job_id join client k on k.id = j.client_id)`,
    exact: ({ whole }) =>
      sql`(${userName} = fold(${whole}) or r.email = ${whole} or r.reference = ${reference(whole)})`,
    part: (query) =>
      sql`(${startsWord(userName, query)} or search_vector(r.words) @@ search_query(${query.words}))`,
    rank: ({ whole }) => sql`similarity(fold(r.words), fold(${whole}))`,
    similar: ({ whole }) =>
      sql`(fold(${whole}) <% ${userName} or ${userName} % fold(${whole}) or fold(${whole}) <% fold(r.words))`,
    likeness: ({ whole }) =>
      sql`greatest(word_similarity(fold(${whole}), ${userName}), similarity(${userName}, fold(${whole})),
        word_similarity(fold(${whole}), fold(r.words)) * 0.9)`,
    vocabulary: sql`search_words(r.words)`,
  }
}

/** The name has a word that begins so. */
function startsWord(name: Prisma.Sql, { start }: Asked): Prisma.Sql {
  return sql`(${name} like fold(${start}) || '%' or ${name} like '% ' || fold(${start}) || '%')`
}

/** "job 1042", "#1042" and "1042" all mean JOB-1042. */
function reference(whole: string): string {
  const number = /^(?:job)?[\s#-]*(\d+)$/i.exec(whole)?.[1]
  return number === undefined ? whole.toUpperCase() : `JOB-${number}`
}

/** All words found, some of them in the client's name. */
function withClient({ words }: Asked): Prisma.Sql {
  return sql`(r.client_id = any (array(
      select c.id from client c
      where search_vector(c.name::text) @@ replace(search_query(${words})::text, '&', '|')::tsquery))
    and job_document(r) || search_vector((select c.name::text from client c where c.id = r.client_id))
      @@ search_query(${words}))`
}

/**
 * How like the worst of the words is to anything in title, skills, location and client, so that each has to be there.
 * Words of one or two letters are like everything and do not count.
 */
function leastWord({ words }: Asked): Prisma.Sql {
  return sql`(select min(word_similarity(w, fold(${jobWords})))
    from unnest(string_to_array(search_words(${words}), ' ')) w where length(w) > 2)`
}
