export type SeedClient = {
  readonly key: 'tallgrass' | 'quayside' | 'larkfield' | 'copperbeck'
  readonly name: string
  readonly industry: string
  readonly location: string
  readonly contactName: string
  readonly note: string
}

/** The clients of Northwind Staffing, all invented. */
export const clients: readonly SeedClient[] = [
  {
    key: 'tallgrass',
    name: 'Tallgrass Mutual',
    industry: 'Insurance',
    location: 'Kansas City, MO',
    contactName: 'Renata Fuchs',
    note: 'Wants two profiles at a time, never more. Decides on Thursdays.',
  },
  {
    key: 'quayside',
    name: 'Quayside Freight',
    industry: 'Logistics',
    location: 'Seattle, WA',
    contactName: 'Malcolm Ito',
    note: 'Remote-friendly. Technical round is a conversation about a past design, no puzzles.',
  },
  {
    key: 'larkfield',
    name: 'Larkfield Clinics',
    industry: 'Health care',
    location: 'Boston, MA',
    contactName: 'Bridget Sowande',
    note: 'Background check takes about ten days; tell people early.',
  },
  {
    key: 'copperbeck',
    name: 'Copperbeck Energy',
    industry: 'Energy',
    location: 'Denver, CO',
    contactName: 'Peter Valdez',
    note: 'On site two days a week, no exceptions so far.',
  },
]
