import { isEveryday } from './everyday.ts'
import { isFamiliar } from './families.ts'
import { createSpeller } from './near.ts'
import { fold, type Sentence, type Token } from './sentence.ts'

/** Skills that people name in passing, in lower case. Others are understood where a sentence announces skills. */
const skills = new Set(
  `java|kotlin|scala|python|javascript|typescript|js|ts|node|node.js|nodejs|react|react.js|react native|vue|vue.js|angular|svelte|next.js|
  go|golang|rust|ruby|rails|ruby on rails|php|laravel|symfony|perl|c|c++|c#|.net|dotnet|asp.net|swift|ios|android|flutter|dart|objective-c|
  elixir|erlang|haskell|clojure|f#|r|matlab|sas|stata|sql|mysql|postgres|postgresql|mssql|sql server|oracle|mongodb|mongo|redis|cassandra|
  elasticsearch|snowflake|bigquery|redshift|databricks|dbt|spark|pyspark|apache spark|hadoop|hive|kafka|apache kafka|airflow|flink|
  rabbitmq|graphql|rest|grpc|aws|azure|gcp|google cloud|docker|kubernetes|k8s|helm|terraform|ansible|jenkins|gitlab|github actions|ci/cd|linux|
  bash|prometheus|grafana|spring|spring boot|hibernate|django|flask|fastapi|pandas|numpy|pytorch|tensorflow|scikit-learn|
  machine learning|deep learning|nlp|natural language processing|computer vision|llm|data engineering|data modelling|data modeling|etl|tableau|power bi|looker|excel|html|css|sass|tailwind|figma|
  sketch|ux|ui|accessibility|user research|qa|selenium|cypress|playwright|jest|junit|testing|test automation|security|penetration testing|networking|
  salesforce|sap|servicenow|workday|jira|scrum|agile|product management|project management|stakeholder management|accounting|payroll|
  embedded|fpga|solidity|blockchain|unity|unreal|microservices|distributed systems|system design|websockets|vault|istio|nginx|english|german|french|spanish|portuguese`
    .split('|')
    .map((name) => name.trim())
    .filter(Boolean),
)

/** True for a word that is a skill by itself. */
export function isSkillWord(word: string): boolean {
  return skills.has(word)
}

/** The runs of words that name a known skill: each as first and last token. Longer names win; one slip is forgiven. */
export function skillsIn(sentence: Sentence): readonly { name: string; from: number; to: number }[] {
  const found: { name: string; from: number; to: number }[] = []
  for (let at = 0; at < sentence.tokens.length; at += 1)
    for (const to of [at + 2, at + 1, at]) {
      const name = skillAt(sentence, at, to)
      if (name === undefined) continue
      found.push({ name, from: at, to })
      at = to
      break
    }
  return found
}

function skillAt({ tokens, text }: Sentence, from: number, to: number): string | undefined {
  const [first, last] = [tokens[from], tokens[to]]
  if (!first || !last) return undefined
  const written = text.slice(first.start, last.end)
  const name = fold(written)
  if (skills.has(name))
    return !verbs.has(name) || (first.capital && from > 0) || joinsSkill(tokens, from) ? written : undefined
  const plain = from === to && name.length > 4 && /^[a-z]+$/.test(written)
  if (!plain || isEveryday(name) || isFamiliar(first.stem)) return undefined
  const meant = spell(name)
  return meant && !verbs.has(meant) && meant[0] === name[0] ? meant : undefined
}

/** "kubernetes and go": beside another skill an everyday word is one. */
function joinsSkill(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1]
  const other = before && /^(?:and|or)$/.test(before.word) ? tokens[at - 2] : before
  return other !== undefined && skills.has(other.word) && !verbs.has(other.word)
}

const spell = createSpeller([...skills].filter((name) => name.length > 4))

/** Names of skills that are also everyday words: only a capital inside a sentence makes them skills. */
const verbs = new Set([
  'go',
  'c',
  'r',
  'rest',
  'ts',
  'spark',
  'swift',
  'dart',
  'unity',
  'sketch',
  'excel',
  'security',
  'testing',
  'english',
  'german',
  'french',
  'spanish',
  'portuguese',
  'vault',
  'spring',
  'node',
  'oracle',
  'flask',
  'helm',
  'bash',
  'hive',
  'agile',
  'jest',
  'payroll',
])
