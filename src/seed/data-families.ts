import type { Family } from './family.ts'

/** The trades of the team Data. */
export const dataFamilies: readonly Family[] = [
  {
    key: 'data_engineering',
    team: 'Data',
    people: 18,
    titles: {
      junior: ['Junior Data Engineer', 'ETL Developer'],
      mid: ['Data Engineer', 'Analytics Engineer'],
      senior: ['Senior Data Engineer', 'Senior Analytics Engineer'],
      lead: ['Lead Data Engineer', 'Data Platform Lead'],
    },
    core: ['Python', 'SQL', 'Airflow', 'Spark', 'dbt', 'Snowflake'],
    extra: ['Kafka', 'AWS', 'Databricks', 'Terraform', 'Scala', 'BigQuery', 'PostgreSQL', 'Data Modelling'],
    studies: ['Computer Science', 'Statistics', 'Applied Mathematics'],
    deeds: {
      delivery: [
        'Built the pipeline that brings {item} records from nine source systems into one warehouse',
        'Moved three hundred {item} jobs off a scheduler that nobody dared to touch',
        'Modelled the {item} history so that any past day can be rebuilt',
        'Opened the {item} data to other teams as documented, owned tables',
      ],
      quality: [
        'Put tests and freshness checks on every {item} table',
        'Traced why two {item} reports disagreed, and removed the cause',
        'Introduced review of {item} schema changes by their consumers',
      ],
      speed: [
        'Rewrote the heaviest {item} transformation to work on changes only',
        'Repartitioned the {item} tables by how they are read',
      ],
      cost: [
        'Tamed the warehouse credits that {item} dashboards were burning',
        'Moved cold {item} files to cheaper storage',
      ],
      reliability: [
        'Made late {item} files reload by themselves',
        'Set up lineage, so that a broken {item} feed is known before the morning report',
      ],
    },
  },
  {
    key: 'machine_learning',
    team: 'Data',
    people: 12,
    titles: {
      junior: ['Junior Data Scientist', 'Machine Learning Intern'],
      mid: ['Data Scientist', 'Machine Learning Engineer'],
      senior: ['Senior Data Scientist', 'Senior Machine Learning Engineer'],
      lead: ['Lead Data Scientist', 'Machine Learning Lead'],
    },
    core: ['Python', 'Machine Learning', 'SQL', 'PyTorch', 'scikit-learn', 'Statistics'],
    extra: [
      'MLflow',
      'Spark',
      'AWS',
      'Docker',
      'Natural Language Processing',
      'Time Series',
      'Databricks',
      'R',
    ],
    studies: ['Statistics', 'Physics', 'Artificial Intelligence'],
    deeds: {
      insight: [
        'Forecast {item} volumes by region, with honest intervals',
        'Showed by a controlled test that the old {item} score added nothing',
        'Explained each {item} prediction in words that clerks could check',
      ],
      delivery: [
        'Brought the {item} model from a notebook to a service with monitoring',
        'Built the feature store on which four {item} models now rest',
        'Wrote the pipeline that reads {item} documents and routes the unclear ones to people',
      ],
      quality: [
        'Measured the {item} model for unequal error across groups, and corrected it',
        'Set up drift alarms for the {item} models',
        'Labelled and re-labelled four thousand {item} cases with the experts to settle what is true',
      ],
      speed: ['Distilled the {item} model until it ran on ordinary servers'],
      cost: ['Replaced a large {item} model by a small one of the same accuracy'],
    },
  },
  {
    key: 'analytics',
    team: 'Data',
    people: 12,
    titles: {
      junior: ['Junior Data Analyst', 'Reporting Analyst'],
      mid: ['Data Analyst', 'Business Intelligence Analyst'],
      senior: ['Senior Data Analyst', 'Senior BI Developer'],
      lead: ['Analytics Lead', 'Head of Reporting'],
    },
    core: ['SQL', 'Tableau', 'Excel', 'Data Visualisation', 'Statistics'],
    extra: ['Power BI', 'Python', 'dbt', 'Looker', 'Snowflake', 'R', 'A/B Testing', 'Data Modelling'],
    studies: ['Economics', 'Business Administration', 'Sociology'],
    deeds: {
      insight: [
        'Answered why {item} cancellations rose in spring, and what to do about it',
        'Built the weekly {item} review that the operations board reads',
        'Segmented customers by how they use {item} services',
        'Tested two ways of pricing a {item} and reported which one held',
      ],
      quality: [
        'Agreed one definition of an open {item} with five departments',
        'Replaced forty {item} spreadsheets by six maintained reports',
        'Documented every {item} measure with its formula and owner',
      ],
      speed: ['Rebuilt the slow {item} dashboard on summary tables'],
      delivery: [
        'Taught sixty colleagues to answer their own {item} questions',
        'Delivered the {item} figures for the annual audit',
      ],
    },
  },
  {
    key: 'database',
    team: 'Data',
    people: 8,
    titles: {
      junior: ['Junior Database Administrator', 'Database Support Analyst'],
      mid: ['Database Administrator', 'Database Engineer'],
      senior: ['Senior Database Administrator', 'Senior Database Engineer'],
      lead: ['Lead Database Engineer', 'Database Architect'],
    },
    core: ['PostgreSQL', 'Oracle', 'SQL', 'Backup and Recovery', 'Linux'],
    extra: [
      'Ansible',
      'AWS',
      'Python',
      'Performance Tuning',
      'SQL Server',
      'Terraform',
      'Bash',
      'Replication',
    ],
    studies: ['Information Systems', 'Computer Engineering', 'Mathematics'],
    deeds: {
      reliability: [
        'Rehearsed full restores of the {item} databases every month',
        'Set up replicas of the {item} cluster in a second city',
        'Upgraded the {item} databases across three major versions without a lost row',
        'Found and fixed the lock that froze {item} entry each month end',
      ],
      speed: [
        'Tuned the twenty heaviest {item} statements',
        'Partitioned a {item} table of two billion rows',
      ],
      cost: [
        'Moved eleven {item} databases from licensed to open source',
        'Archived {item} rows that the law no longer asks for',
      ],
      quality: [
        'Introduced reviewed migrations for the {item} schema',
        'Wrote the access rules for {item} data with the auditors',
      ],
    },
  },
]
