import type { PrismaClient } from './generated/client.ts'

/** What queries run on: the client or a transaction. Starting and ending one belongs to the waist. */
export type Db = Omit<PrismaClient, '$connect' | '$disconnect' | '$on' | '$transaction' | '$extends'>
