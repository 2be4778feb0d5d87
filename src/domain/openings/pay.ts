import { Fault } from '../../platform/fault.ts'
import { formatMoney, formatRate, type Rate, type RateUnit } from '../../platform/money.ts'

/** What an opening pays and may cost the client, in minor units of one currency for one unit of work. */
export type Pay = {
  payMin: number
  payMax: number
  billMax: number | null
  currency: string
  rateUnit: string
}

export type GivenPay = {
  pay_min?: Rate | undefined
  pay_max?: Rate | undefined
  bill_max?: Rate | undefined
}

/**
 * The pay of an opening out of what is given and what stands. A lone new minimum or maximum keeps the other one.
 * Faults: invalid when currencies or units differ, the range is upside down, or the bill rate leaves nothing.
 */
export function payOf(given: GivenPay, standing?: Pay): Pay {
  const kept = standing ? ratesOf(standing) : {}
  const low = given.pay_min ?? kept.pay_min ?? given.pay_max
  const high = given.pay_max ?? kept.pay_max ?? given.pay_min
  const bill = given.bill_max ?? kept.bill_max
  if (!low || !high)
    throw new Fault('invalid', 'Say what it pays, such as 60 to 75 USD an hour.', { field: 'pay_min' })
  checkKnown(low.currency)
  checkAlike('pay_max', high, low)
  if (bill) checkAlike('bill_max', bill, low)
  if (low.amount > high.amount) {
    const field = given.pay_min ? 'pay_min' : 'pay_max'
    throw new Fault(
      'invalid',
      `The lowest pay, ${formatRate(low)}, is above the highest, ${formatRate(high)}.`,
      { field },
    )
  }
  if (bill && bill.amount <= low.amount) {
    const words = `At a bill rate of ${formatRate(bill)} nothing is left after pay of ${formatRate(low)}.`
    throw new Fault('invalid', words, { field: 'bill_max' })
  }
  return {
    payMin: low.amount,
    payMax: high.amount,
    billMax: bill?.amount ?? null,
    currency: low.currency,
    rateUnit: low.unit,
  }
}

/** "$60 to $75 an hour", or one figure when both ends are the same. */
export function rangeInWords(pay: { min: number; max: number; currency: string; unit: RateUnit }): string {
  const high = formatRate({ amount: pay.max, currency: pay.currency, unit: pay.unit })
  return pay.min === pay.max ? high : `${formatMoney(pay.min, pay.currency)} to ${high}`
}

function ratesOf({ payMin, payMax, billMax, currency, rateUnit }: Pay): GivenPay {
  const unit = rateUnit as RateUnit
  return {
    pay_min: { amount: payMin, currency, unit },
    pay_max: { amount: payMax, currency, unit },
    ...(billMax === null ? {} : { bill_max: { amount: billMax, currency, unit } }),
  }
}

function checkKnown(currency: string): void {
  if (Intl.supportedValuesOf('currency').includes(currency)) return
  throw new Fault('invalid', `${currency} is no currency that I know. Write one such as USD, EUR or GBP.`, {
    field: 'pay_min',
    options: ['USD', 'EUR', 'GBP'].map((label) => ({ label })),
  })
}

function checkAlike(field: string, one: Rate, other: Rate): void {
  if (one.currency === other.currency && one.unit === other.unit) return
  throw new Fault('invalid', `${formatRate(one)} and ${formatRate(other)} need the same currency and unit.`, {
    field,
  })
}
