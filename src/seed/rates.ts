import type { Applicant } from './applicants.ts'

/** What both sides settle on: what was asked for, inside the range of the opening. */
export function agreedRateOf({ candidate, opening }: Applicant): {
  amount: number
  currency: 'USD'
  unit: 'hour' | 'year'
} {
  const [low, high] = opening.pay
  const middle =
    opening.unit === 'hour' ? Math.round((low + high) / 2) : Math.round((low + high) / 2000) * 1000
  const asked = candidate.expectedPay?.unit === opening.unit ? candidate.expectedPay.amount / 100 : middle
  return { amount: Math.min(high, Math.max(low, asked)) * 100, currency: 'USD', unit: opening.unit }
}
