import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDatabase, type TestDatabase } from '../support/database.ts'
import { type Client, inCall, insertUser, open, rows } from './call.ts'

let database: TestDatabase
let client: Client

beforeAll(async () => {
  database = await createDatabase()
  client = await open(database.appUrl)
  await inCall(client, async () => {
    const owner = await insertUser(client, 'Ana')
    const team = randomUUID()
    await client.query(`insert into team (id, name, created_at, updated_at) values ($1, 'T', now(), now())`, [
      team,
    ])
    for (const [name, headline, skills, resume] of people) {
      await client.query(
        `insert into candidate (id, name, headline, level, location, skills, years_experience, source, resume, owner_id,
           team_id, created_at, updated_at)
         values ($1, $2, $3, 'senior', 'São Paulo', $4, 5, 'seed', $5, $6, $7, now(), now())`,
        [randomUUID(), name, headline, skills, resume, owner, team],
      )
    }
  })
})
afterAll(async () => {
  await client.end()
  await database.drop()
})

const people: [string, string, string[], string][] = [
  ['Łukasz Żółć', 'Backend engineer', ['Node.js', 'PostgreSQL'], 'Rebuilt a ledger.'],
  ['Siobhán O’Brien', 'C++ developer', ['C++', 'C#', '.NET'], 'Embedded systems for cars.'],
  ['Дмитрий Иванов', 'Data engineer', ['Java/Kotlin', 'Spark'], 'Пишет код.'],
  ['王小明', 'Frontend developer', ['JavaScript', 'React'], 'Design systems.'],
  ['Jose\u0301 Souza', 'SRE', ['Kubernetes'], 'On call.'],
]

const names = async (where: string, value: string) =>
  (await rows(client, `select name from candidate c where ${where} order by name`, [value])).map(
    (row) => row.name,
  )

it.each([
  ['Łukasz Żółć', 'lukasz zolc'],
  ['JOSÉ', 'jose'],
  ['Jose\u0301', 'jose'],
  ['O’Brien', "o'brien"],
  ['Straße', 'strasse'],
  ['ＡＢＣ', 'abc'],
  ['ДМИТРИЙ', 'дмитрий'],
])('folds %s to %s', async (text, folded) => {
  expect(await rows(client, 'select fold($1) as folded', [text])).toEqual([{ folded }])
})

describe('names', () => {
  it.each([
    ['lukas zolc', 'Łukasz Żółć'],
    ["siobhan o'brian", 'Siobhán O’Brien'],
    ['jose sousa', 'Jose\u0301 Souza'],
    ['дмитрий ивонов', 'Дмитрий Иванов'],
    ['王小明', '王小明'],
  ])('%s is like %s', async (typed, name) => {
    expect(await names('fold(c.name) % fold($1)', typed)).toEqual([name])
  })

  it('are found by a part', async () => {
    expect(await names(`fold(c.name) like '%' || fold($1) || '%'`, "o'BRI")).toEqual(['Siobhán O’Brien'])
  })
})

describe('whole texts', () => {
  it.each([
    ['postgresql ledger', ['Łukasz Żółć']],
    ['c++', ['Siobhán O’Brien']],
    ['c#', ['Siobhán O’Brien']],
    ['.net cars', ['Siobhán O’Brien']],
    ['пишет', ['Дмитрий Иванов']],
    ['王小明', ['王小明']],
    ['kotlin', ['Дмитрий Иванов']],
    ['java', ['Дмитрий Иванов']],
    ['node', ['Łukasz Żółć']],
    ['sao paulo kubernetes', ['Jose\u0301 Souza']],
    ['c', []],
    ["'); drop table candidate; --", []],
    ['   ', []],
  ])('%s', async (typed, found) => {
    expect(await names('candidate_document(c) @@ search_query($1)', typed)).toEqual(found)
  })
})

it('finds a misspelt skill in the profile', async () => {
  expect(await names('fold($1) <% candidate_profile(c)', 'kubernets')).toEqual(['Jose\u0301 Souza'])
})

it.each([
  ['candidate c', 'fold(c.name) % fold($1)', 'candidate_name_similar'],
  ['candidate c', `fold(c.name) like '%' || fold('abc') || '%' and $1 <> ''`, 'candidate_name_similar'],
  ['candidate c', 'fold($1) <% candidate_profile(c)', 'candidate_profile_similar'],
  ['candidate c', 'candidate_document(c) @@ search_query($1)', 'candidate_document_words'],
  ['job j', 'fold(j.title) % fold($1)', 'job_title_similar'],
  ['job j', 'job_document(j) @@ search_query($1)', 'job_document_words'],
  ['client c', 'fold(c.name) % fold($1)', 'client_name_similar'],
  ['app_user u', 'fold(u.name) % fold($1)', 'app_user_name_similar'],
  ['message m', 'message_document(m.text) @@ search_query($1)', 'message_document_words'],
])('%s where %s has an index', async (from, where, index) => {
  await client.query('begin')
  await client.query('set local enable_seqscan = off')
  const plan = await rows(client, `explain (format json) select 1 from ${from} where ${where}`, ['postgres'])
  await client.query('rollback')
  expect(JSON.stringify(plan)).toContain(index)
})
