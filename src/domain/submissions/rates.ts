import { Fault } from '../../platform/fault.ts'
import { formatMoney, formatRate, type Rate } from '../../platform/money.ts'

/** What an opening allows: minor units of its currency per unit. `billMax` is the not-to-exceed rate, if there is one. */
export type Allowance = {
  payMin: number
  payMax: number
  billMax: number | null
  currency: string
  rateUnit: string
}

export type PayFit = 'within' | 'below' | 'above'

/**
 * Checks the rates of a submission against the opening. Pay outside the range is allowed and said; a bill rate above the
 * not-to-exceed rate, below the pay, or either in another currency or unit is refused. `mayName` says whether the actor
 * may be told the not-to-exceed rate. Faults: invalid, refused; each names its field.
 */
export function checkRates(
  allowance: Allowance,
  { pay, bill }: { pay?: Rate | undefined; bill?: Rate | undefined },
  mayName: boolean,
): PayFit | undefined {
  checkUnit(allowance, 'pay_rate', pay)
  checkUnit(allowance, 'bill_rate', bill)
  if (bill && allowance.billMax !== null && bill.amount > allowance.billMax) {
    const most = mayName ? `, ${formatMoney(allowance.billMax, allowance.currency)}` : ''
    throw new Fault(
      'refused',
      `${formatRate(bill)} is above the not-to-exceed bill rate of this opening${most}. Lower it or ask the client first.`,
      { field: 'bill_rate' },
    )
  }
  if (pay && bill && bill.amount < pay.amount) {
    throw new Fault(
      'invalid',
      `The bill rate, ${formatRate(bill)}, is below the pay, ${formatRate(pay)}. Check both.`,
      {
        field: 'bill_rate',
      },
    )
  }
  return pay ? fitOf(allowance, pay.amount) : undefined
}

/** Where an amount stands in the pay range of an opening. */
export function fitOf({ payMin, payMax }: Pick<Allowance, 'payMin' | 'payMax'>, amount: number): PayFit {
  if (amount < payMin) return 'below'
  return amount > payMax ? 'above' : 'within'
}

function checkUnit({ currency, rateUnit }: Allowance, field: string, rate: Rate | undefined): void {
  if (!rate || (rate.currency === currency && rate.unit === rateUnit)) return
  const unit = rateUnit === 'hour' ? 'an hour' : `a ${rateUnit}`
  throw new Fault(
    'invalid',
    `This opening is priced in ${currency} ${unit}, so ${formatRate(rate)} cannot be compared. Give the rate that way.`,
    {
      field,
    },
  )
}
