import type { AwsCall } from '../../../local/proxy/classify.ts';
import type { FaultAction } from '../../../local/proxy/fault-proxy.ts';
import { seeded } from '../suite.ts';

/** What can befall a call. */
export const FAULT_KINDS = ['throttle', '500', '503', 'reset', 'lost reply'] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** Fails calls by chance, and counts. */
export interface FaultMix {
  /** The action of a proxy's rule. */
  readonly choose: (call: AwsCall) => FaultAction | undefined;
  /** Calls seen. */
  readonly calls: number;
  /** Of them, those that failed, by kind. */
  readonly failed: Readonly<Record<FaultKind, number>>;
}

/**
 * Fails every call with this probability, each kind of fault as often as another. What befalls the nth call of an
 * operation follows from seed, operation and n alone, so that calls which overtake each other change nothing.
 */
export function faultMix(seed: number, percent: number): FaultMix {
  const seen = new Map<string, number>();
  const failed: Record<FaultKind, number> = { throttle: 0, '500': 0, '503': 0, reset: 0, 'lost reply': 0 };
  let calls = 0;
  return {
    failed,
    get calls() {
      return calls;
    },
    choose: (call) => {
      calls += 1;
      const name = `${call.service}:${call.operation}`;
      const nth = (seen.get(name) ?? 0) + 1;
      seen.set(name, nth);
      const random = seeded(hash(`${seed} ${name} ${nth}`));
      if (random.next() * 100 >= percent) return undefined;
      const kind = random.pick(FAULT_KINDS);
      failed[kind] += 1;
      return faultOf(kind, call.service);
    },
  };
}

/** FNV-1a of 32 bits. */
const hash = (text: string): number =>
  [...text].reduce((mixed, each) => Math.imul(mixed ^ each.charCodeAt(0), 0x01000193), 0x811c9dc5) >>> 0;

function faultOf(kind: FaultKind, service: string): FaultAction {
  switch (kind) {
    case 'throttle':
      return throttled(service);
    case '500':
      return refusal(service, 500, service === 'dynamodb' ? 'InternalServerError' : 'InternalError');
    case '503':
      return refusal(service, 503, 'ServiceUnavailable');
    case 'reset':
      return { kind: 'reset' };
    case 'lost reply':
      return { kind: 'lose-reply' };
  }
}

function throttled(service: string): FaultAction {
  if (service === 's3') return refusal(service, 503, 'SlowDown');
  if (service === 'dynamodb') return refusal(service, 400, 'ProvisionedThroughputExceededException');
  return refusal(service, 400, QUERY_SERVICES.has(service) ? 'Throttling' : 'ThrottlingException');
}

/** Those that speak AWS's query protocol, in XML. */
const QUERY_SERVICES: ReadonlySet<string> = new Set(['iam', 'sts', 'sns', 'ec2', 'cloudformation']);

/** An error as the service spells it on the wire: S3's XML, the query protocol's XML, or JSON. */
export function refusal(service: string, status: number, code: string): FaultAction {
  const message = 'Injected by the fault proxy.';
  if (service === 's3') {
    return {
      kind: 'answer',
      status,
      body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`,
    };
  }
  if (QUERY_SERVICES.has(service)) {
    return {
      kind: 'answer',
      status,
      headers: { 'content-type': 'text/xml' },
      body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
    };
  }
  return {
    kind: 'answer',
    status,
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-errortype': code },
    body: JSON.stringify({ __type: code, message }),
  };
}
