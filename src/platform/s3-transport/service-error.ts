import type { Answer } from './exchange.ts';
import { textOf } from './xml.ts';

/** What the answer to a HEAD can't say, for want of a body. The names are the SDK's where it has one. */
const NAMES: Readonly<Record<number, string>> = {
  301: 'PermanentRedirect',
  304: 'NotModified',
  307: 'TemporaryRedirect',
  400: 'BadRequest',
  403: 'Forbidden',
  404: 'NotFound',
  409: 'Conflict',
  412: 'PreconditionFailed',
  500: 'InternalError',
  503: 'SlowDown',
};

/** An error that AWS answered with, shaped as the SDK shapes its own: told apart by name and HTTP status. */
export class ServiceError extends Error {
  override readonly name: string;
  readonly Code: string;
  readonly $metadata: {
    readonly httpStatusCode: number;
    readonly requestId?: string;
    readonly attempts: number;
  };

  constructor({ status, headers, body }: Answer, attempts: number) {
    const xml = body.toString();
    const code = textOf(xml, 'Code') ?? NAMES[status] ?? `HTTP ${status}`;
    super(textOf(xml, 'Message') ?? code);
    this.name = code;
    this.Code = code;
    const id = headers['x-amz-request-id'] ?? headers['x-amzn-requestid'];
    const requestId = typeof id === 'string' ? { requestId: id } : {};
    this.$metadata = { httpStatusCode: status, ...requestId, attempts };
  }
}
