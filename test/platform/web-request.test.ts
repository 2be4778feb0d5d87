import { describe, expect, it } from 'vitest'
import { isForThisMachine } from '../../src/platform/web-request.ts'

describe('doors that are for this machine alone', () => {
  it.each([
    ['127.0.0.1', undefined, true],
    ['localhost', undefined, true],
    ['::1', undefined, true],
    ['127.0.0.1', 'http://localhost:3000', true],
    ['0.0.0.0', undefined, false],
    ['::', undefined, false],
    ['192.0.2.7', undefined, false],
    ['127.0.0.1', 'https://parley.example.com', false],
    ['127.0.0.1.example.com', undefined, false],
  ])('host %s with the public address %s: %s', (host, publicUrl, alone) => {
    expect(isForThisMachine({ host, publicUrl })).toBe(alone)
  })
})
