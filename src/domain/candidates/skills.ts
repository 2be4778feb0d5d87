/** Skills of one spelling, as we write them. */
const plainSkills =
  'Java Kotlin Scala Rust PHP Perl Swift Dart Flutter Elixir Haskell SQL Oracle Redis Cassandra Snowflake BigQuery dbt Tableau Looker Excel Docker Helm Ansible Jenkins Linux Bash Git GraphQL REST gRPC RabbitMQ Flink Hadoop Hive pandas NumPy PyTorch TensorFlow R SAS Django Flask FastAPI Laravel Selenium Cypress Playwright Figma HTML CSS Sass iOS Android SAP Salesforce Jira Kanban Prometheus Grafana Vault Istio'

/** Spellings of one skill; the first is the one we keep and show. The only table of its kind. */
const spellings: readonly (readonly string[])[] = [
  ...plainSkills.split(' ').map((skill) => [skill]),
  ['JavaScript', 'js', 'java script', 'ecmascript'],
  ['TypeScript', 'ts', 'type script'],
  ['Node.js', 'node', 'nodejs'],
  ['React', 'react.js', 'reactjs'],
  ['Vue', 'vue.js', 'vuejs'],
  ['Angular', 'angularjs', 'angular.js'],
  ['Next.js', 'next', 'nextjs'],
  ['PostgreSQL', 'postgres', 'psql', 'pg'],
  ['MySQL', 'my sql'],
  ['SQL Server', 'mssql', 'ms sql', 'microsoft sql server'],
  ['MongoDB', 'mongo'],
  ['Elasticsearch', 'elastic search', 'elastic'],
  ['Kubernetes', 'k8s'],
  ['Terraform', 'tf'],
  ['AWS', 'amazon web services'],
  ['GCP', 'google cloud', 'google cloud platform'],
  ['Azure', 'microsoft azure'],
  ['CI/CD', 'cicd', 'continuous integration', 'continuous delivery'],
  ['Go', 'golang'],
  ['C#', 'csharp', 'c sharp'],
  ['C++', 'cpp', 'c plus plus'],
  ['.NET', 'dotnet', 'dot net'],
  ['Python', 'py'],
  ['Ruby on Rails', 'rails', 'ror'],
  ['Spring Boot', 'springboot'],
  ['Machine learning', 'ml'],
  ['Natural language processing', 'nlp'],
  ['scikit-learn', 'sklearn', 'scikit learn'],
  ['Apache Spark', 'spark', 'pyspark'],
  ['Apache Kafka', 'kafka'],
  ['Apache Airflow', 'airflow'],
  ['Power BI', 'powerbi'],
  ['Quality assurance', 'qa'],
  ['User experience', 'ux', 'ux design'],
  ['Scrum', 'agile scrum'],
]

const kept = new Map(
  spellings.flatMap((names) => names.map((name) => [plain(name), names[0] ?? name] as const)),
)

/** The spelling that we keep of a skill: "k8s" becomes "Kubernetes"; a skill we do not know stays as it is written. */
export function canonicalSkill(skill: string): string {
  return kept.get(plain(skill)) ?? skill.trim().replace(/\s+/g, ' ')
}

/** Every skill once, in the spelling that we keep and the order given. */
export function canonicalSkills(skills: readonly string[]): string[] {
  const named = new Map<string, string>()
  for (const skill of skills.map(canonicalSkill))
    if (!named.has(skillKey(skill))) named.set(skillKey(skill), skill)
  return [...named.values()]
}

/** The same for every spelling of one skill. */
export function skillKey(skill: string): string {
  return plain(canonicalSkill(skill))
}

function plain(skill: string): string {
  return skill.trim().toLowerCase().replace(/\s+/g, ' ')
}
