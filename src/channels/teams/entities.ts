import { ConnectorMappers } from 'botframework-connector/lib/connectorApi/connectorClient.js'

/**
 * Lets entities of an activity keep all that they say. botbuilder's client says so where an activity lists them, but the
 * layer below it looks the type up by its name, where that was forgotten, and then sends `type` alone: no stream, and no
 * label on what a model wrote. Doing it again changes nothing.
 */
export function keepWholeEntities(): void {
  ConnectorMappers.Entity.type.additionalProperties = { type: { name: 'Object' } }
}
