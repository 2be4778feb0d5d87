/** A line of business: what it deals in, and invented companies that do. */
export type Industry = {
  readonly name: string
  readonly items: readonly string[]
  readonly employers: readonly string[]
}

/** Former employers in the résumés. No such companies are known to us; a likeness would be chance. */
export const industries: readonly Industry[] = [
  {
    name: 'logistics',
    items: ['shipment', 'container', 'freight order', 'delivery'],
    employers: [
      'Harrow & Pell Freight',
      'Blue Ladder Logistics',
      'Norvik Haulage',
      'Sandpiper Parcel Lines',
      'Oxbow Cargo Works',
    ],
  },
  {
    name: 'insurance',
    items: ['claim', 'policy', 'quote', 'renewal'],
    employers: [
      'Fernhill Assurance',
      'Old Quarry Mutual',
      'Castellan Cover',
      'Pinewater Insurance Group',
      'Lanternhouse Life',
    ],
  },
  {
    name: 'health care',
    items: ['appointment', 'referral', 'lab order', 'prescription'],
    employers: [
      'Willowbank Hospitals',
      'Cedar Lane Health Network',
      'Sternmark Diagnostics',
      'Ambleford Care',
      'Rivermead Clinics',
    ],
  },
  {
    name: 'banking',
    items: ['payment', 'loan', 'card transaction', 'transfer'],
    employers: [
      'Greyfriars Savings Bank',
      'Penny & Stone Payments',
      'Aldermoor Credit Union',
      'Tallow Street Bank',
      'Veridale Lending',
    ],
  },
  {
    name: 'retail',
    items: ['order', 'return', 'basket', 'price list'],
    employers: [
      'Marlow & Thatch Stores',
      'Copper Kettle Home',
      'Juniper Row Outfitters',
      'Daybreak Grocers',
      'Fennimore Books',
    ],
  },
  {
    name: 'energy',
    items: ['meter reading', 'outage report', 'tariff', 'grid connection'],
    employers: [
      'Highmoor Power',
      'Saltmarsh Wind',
      'Brackenridge Gas & Light',
      'Ember Valley Utilities',
      'Polder Solar',
    ],
  },
  {
    name: 'travel',
    items: ['booking', 'fare', 'reservation', 'rebooking'],
    employers: [
      'Windrose Ferries',
      'Larkspur Rail Tours',
      'Atlas & Heron Travel',
      'Sundial Hotels',
      'Compass Quay Holidays',
    ],
  },
  {
    name: 'manufacturing',
    items: ['work order', 'production batch', 'spare part', 'inspection'],
    employers: [
      'Ironbridge Pumps',
      'Tessel Ceramics',
      'Halvorsen Bearings',
      'Millrace Instruments',
      'Quillon Valves',
    ],
  },
  {
    name: 'public services',
    items: ['permit', 'case file', 'benefit application', 'inspection report'],
    employers: [
      'the City of Marrow Bay',
      'Eastvale County',
      'the Port Authority of Linden',
      'the Upper Tamarack Water District',
    ],
  },
  {
    name: 'telecommunications',
    items: ['subscription', 'line order', 'invoice', 'fault ticket'],
    employers: [
      'Beacon Hollow Telecom',
      'Fjordlink Networks',
      'Cicada Mobile',
      'Northgate Fibre',
      'Plumeria Broadband',
    ],
  },
  {
    name: 'education',
    items: ['course enrolment', 'exam', 'timetable', 'grant application'],
    employers: ['Chalkline Learning', 'Summit Ridge Schools', 'Inkwell Courses', 'the Wexcombe Institute'],
  },
  {
    name: 'publishing',
    items: ['article', 'campaign', 'manuscript', 'licence'],
    employers: [
      'The Harbour Gazette',
      'Foxglove Audio',
      'Papermill Press',
      'Second Column Media',
      'Tangram Games',
    ],
  },
]
