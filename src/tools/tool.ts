import type { Temporal } from 'temporal-polyfill'
import type { z } from 'zod'
import type { Actor, Door, Persona } from '../access/actor.ts'
import type { Policy } from '../access/policy.ts'
import type { Filter } from '../access/rights.ts'
import type { Db } from '../db/client.ts'
import type { NewId } from '../platform/id.ts'
import type { Card, Fact } from './card.ts'
import type { Kind } from './fields.ts'
import type { Asked } from './form.ts'
import type { Initiator, Target } from './origin.ts'
import type { Deferral, Delivery } from './outbox.ts'

/** read changes nothing · write changes our rows · outward reaches others · power changes who may do what · irreversible ends something. */
export const effects = ['read', 'write', 'outward', 'power', 'irreversible'] as const
export type Effect = (typeof effects)[number]

/** What a tool may know and use. Inside `run` of a changing tool `tx` is the transaction of the call. */
export type Context = {
  readonly actor: Actor
  readonly now: Temporal.Instant
  readonly tx: Db
  readonly newId: NewId
  readonly call: {
    readonly id: string
    readonly door: Door
    readonly initiator: Initiator
    readonly conversation: string | undefined
    /** True when text that outsiders wrote was in view of the model that asked; what is written then is tainted too. */
    readonly tainted: boolean
    readonly address: string | undefined
    readonly userAgent: string | undefined
  }
  /** The rows of this policy's resource that the actor may do `action` on. Default: the tool's own action on the tool's resource, `read` on others. */
  where<W>(policy: Policy<W>, action?: string): Filter<W>
  /** True when some row of the resource may be acted on so; for hints and buttons, never for access to a row. */
  may(resource: string, action: string): boolean
  /** False when a field of the resource is hidden from the actor, in answers as in filters. */
  mayField(resource: string, field: string): boolean
  /** Runs one item of a bulk call, so that a fault in it undoes that item alone. Not nested, not in parallel. */
  attempt<T>(work: () => Promise<T>): Promise<T>
  /** Writes outbox rows in this transaction: a message, mail or other effect that leaves after commit. */
  deliver(delivery: Delivery): Promise<void>
  /** Writes an outbox row in this transaction: a call that the queue makes for the same person when it is due. */
  defer(deferral: Deferral): Promise<void>
}

export type Tool<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType, P = unknown> = {
  /** verb_noun, at most 64 characters. */
  readonly name: string
  readonly title: string
  /** What it does, when to use it and what it returns, for the model and for people. */
  readonly description: string
  /** How people ask for it, at least three; guided mode and Claude both read them. */
  readonly examples: readonly [string, string, string, ...string[]]
  readonly permission: { readonly resource: string; readonly action: string }
  readonly effect: Effect
  /** Internal tools are offered to no mind and no client; doors and pages call them. */
  readonly audience?: 'internal'
  /** Personas for whom this is one of the 8 to 10 tools shown first. */
  readonly featured?: readonly Persona[]
  readonly input: I
  readonly output: O
  /** This read resolves words to rows of that kind: input has `query` and `limit`, output has `items` of Found. */
  readonly finds?: Kind
  /** The output's `items` are rows of that kind, so that a later sentence can mean "the second one". */
  readonly lists?: Kind
  /** How forms ask for fields of the input, in words for people, given what a button holds of it already. */
  asked?(input: Readonly<Record<string, unknown>>): Readonly<Record<string, Asked>>
  targets(input: z.output<I>): readonly Target[]
  /** Reads of the outer world through ports, before the transaction; what comes back is checked again in run. */
  prepare?(context: Context, input: z.output<I>): Promise<P>
  run(context: Context, input: z.output<I>, prepared: P): Promise<z.output<O>>
  card?(output: z.output<O>, context: CardContext): Card
  /**
   * What a confirmation shows before the call, read under the rights of whoever asks, so that a row that is not theirs
   * is refused here already. Required for outward, power and irreversible tools.
   */
  preview?(context: Context, input: z.output<I>): Promise<Preview>
  /**
   * True when neither answer nor card ever holds pay, rates, personal data or reasons for a rejection, so that it may be
   * shown where others read along. Everything else is shown one to one.
   */
  readonly public?: true
  /** True when this output holds text that outsiders wrote. */
  taints?(output: z.output<O>): boolean
  /** A call of this tool is a call of another: the waist runs and records that one, under its own name. */
  forwards?(input: z.output<I>): { tool: string; input: unknown }
  /** For bulk calls: one further record for each row that was handled. */
  items?(output: z.output<O>): readonly { target: Target; outcome: 'done' | 'refused' }[]
}

/** What a card may depend on besides the output: the reader's own zone and the present. */
export type CardContext = {
  readonly timeZone: string
  readonly now: Temporal.Instant
  readonly may: Context['may']
}

/** The words of a confirmation: what will happen, with names instead of ids. */
export type Preview = { text?: string; facts: readonly Fact[] }

/** Gives a tool its types; nothing happens at import. */
export function defineTool<I extends z.ZodType, O extends z.ZodType, P = undefined>(
  tool: Tool<I, O, P>,
): Tool<I, O, P> {
  return tool
}

/** A tool whose own types are forgotten, as the catalogue and the waist hold it. */
export type AnyTool = Tool
