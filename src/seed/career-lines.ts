/** What kind of place it was, one sentence a post. */
export const surroundings: readonly string[] = [
  'About {size} people in {industry}; a team of {n} looking after {items}',
  'Team of {n} responsible for everything to do with {items}',
  'Joined when the {item} group had {n} people and stayed through its growth',
  'Contract through an agency, extended twice; {items} and what hangs on them',
  'Part of the {item} department, with customers in {n} states',
  'Worked on the systems behind {items}, used by some {size} colleagues',
  'Roughly {size} staff, office and remote mixed, all in {industry}',
  'Small technical group ({n} people) inside an organisation of {size}',
  'Came in to replace someone who had been there since the beginning of {item} handling',
  'Young company in {industry}, {n} technical people when I arrived',
]

/** What beginners have done besides a first post; one stands for work at a screen, one for work with figures. */
export const projects = {
  Platform: [
    'Final-year project: a timetable planner for the student radio, used by {m} volunteers since',
    'Rebuilt the booking page of a community theatre in {n} weeks of summer, with tickets that scan at the door',
    'Wrote a bot that tells a rowing club whether the river is safe, from the public data of {n} gauges',
    'Took part in {n} weekend hackathons and finished third with a map of step-free routes',
    'Contributed a fix for time zones to an open source calendar, after {n} rounds of review',
    'Thesis on how caches go stale, with a small simulator that {m} others in the course have used',
    'Ran the mail and file server of a student house of {m} people without losing a byte',
    'Wrote a reader for the paper forms of a food bank, so that {m} volunteers stopped retyping them',
    'Course work in compilers: a small language with types, finished in {n} weeks and documented',
    'Made a game for a nephew that teaches reading clocks, now on {m} school tablets',
  ],
  Data: [
    'Thesis on bus delays in winter, with {n} years of open data and a model that fits on one page',
    'Built a dashboard of air quality for the neighbourhood association from {n} sensors, refreshed every hour',
    'Counted swifts for {n} summers and published the tables with a reproducible script',
    'Took part in a data dive for a food bank and found where {n} deliveries a week crossed each other',
    'Recomputed a published survey and found a wrong weight; the authors thanked and corrected',
    'Course work in databases: a library catalogue with full history of every loan, in {n} tables',
    'Predicted the yield of a school garden for {n} seasons, badly, and wrote about why',
    'Scraped and cleaned {m} years of municipal budgets into one table',
    'Tutored statistics for {m} first-year students',
    'Mapped which of {m} clinics a county bus reaches in an hour, for a student newspaper',
  ],
} as const

/** How people have earned money while they studied; for those whose working life is short. */
export const studentWork: readonly string[] = [
  'Student assistant in the university library, {n} evenings a week: lending desk, and the printers nobody else could calm',
  'Tutor for a first-year programming course, {m} students, weekly exercises and honest feedback',
  'Barista and later shift lead in a campus café of {n} people, including the rota and the till at closing time',
  'Help desk of the faculty for {n} terms, first line: passwords, projectors and patience',
  'Summer post with a county surveyor, turning {m} field notebooks into clean tables',
  'Warehouse nights for {n} seasons, where I learned what a scanner beep means to the person behind it',
  'Reception of a dental practice on {m} Saturdays, with the calendar, the calls and the complaints',
  'Evening editor of {m} issues of the student paper, responsible for getting it to print on time',
  'Lifeguard and swimming teacher at the municipal pool for {n} summers',
  'Research assistant for {n} terms: cleaned survey data and documented each step so that it could be repeated',
  'Delivery rider through {n} winters, the best introduction to routing there is',
  'Set up and cared for {m} laptops in a primary school as part of a voluntary year',
]

/** What stood at the centre of one's studies. */
export const studyFocus: readonly string[] = [
  'Focus on distributed systems and statistics, with a thesis marked in the top tenth of the year',
  'Electives in human factors and technical writing, which I use more often than I expected',
  'One term abroad, one term lost to moving house, finished on time all the same',
  'Worked part-time throughout, graduated with honours',
  'Final project together with two others, still maintained by the department',
  'Electives in law and ethics of computing; led the study group for two years',
  'Came back to university after a break and finished as one of the older students',
  'Scholarship for the last two terms, and a seat on the student committee',
]

/** Certificates that go with a skill. */
export const certificates: Readonly<Record<string, readonly string[]>> = {
  AWS: ['AWS Certified Solutions Architect (Associate)', 'AWS Certified Developer (Associate)'],
  Kubernetes: ['Certified Kubernetes Administrator'],
  Terraform: ['HashiCorp Certified: Terraform Associate'],
  Java: ['Oracle Certified Professional, Java SE'],
  Azure: ['Microsoft Certified: Azure Administrator Associate'],
  Snowflake: ['SnowPro Core'],
  Databricks: ['Databricks Certified Data Engineer Associate'],
  dbt: ['dbt Analytics Engineering Certification'],
  'Power BI': ['Microsoft Certified: Power BI Data Analyst Associate'],
  Tableau: ['Tableau Certified Data Analyst'],
  'Threat Modelling': ['CISSP', 'CSSLP'],
  'Penetration Testing': ['OSCP'],
  'ISO 27001': ['ISO 27001 Lead Implementer'],
  'Test Automation': [
    'ISTQB Certified Tester, Foundation Level',
    'ISTQB Advanced Level Test Automation Engineer',
  ],
  Accessibility: ['IAAP Certified Professional in Accessibility Core Competencies'],
  Oracle: ['Oracle Database Administration Certified Professional'],
  Linux: ['Linux Foundation Certified System Administrator'],
}

/** How a profile opens. */
export const openings: readonly string[] = [
  '{Title} with {years} of experience, most of it in {industry}.',
  'I have worked as {atitle} for a good part of {years}, at home in {skill} and {skill2}.',
  '{years} in the trade, from {industry} to whatever came next; {skill} is what I reach for first.',
  'My work is {skill} and {skill2}, and the people who depend on it.',
  '{Title} who came to the field through {study} and has stayed for {years}.',
  'I build and look after systems around {skill}, lately in {industry}.',
  'Practical {title} with a weakness for {skill2} and {years} of daily use.',
  'After {years} I still like the same thing about this work: {skill} that does what it says.',
  '{Title}. {years}, {posts}, one constant: {skill}.',
  'I am {atitle} with a background in {study} and a habit of finishing.',
]
