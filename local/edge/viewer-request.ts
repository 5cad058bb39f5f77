import vm from 'node:vm';

/** A request as a CloudFront function sees it. */
export interface ViewerRequest {
  readonly method: string;
  readonly uri: string;
  readonly querystring: Readonly<Record<string, { readonly value: string }>>;
  readonly headers: Readonly<Record<string, { readonly value: string }>>;
  readonly cookies: Readonly<Record<string, { readonly value: string }>>;
}

/** What a CloudFront function answers instead of going on. */
export interface ViewerResponse {
  readonly statusCode: number;
  readonly statusDescription?: string;
  readonly headers?: Readonly<Record<string, { readonly value: string }>>;
  readonly body?: string | { readonly encoding?: 'text' | 'base64'; readonly data: string };
}

/** Milliseconds: CloudFront gives a function one; a busy machine of ours may take its time to start. */
const LONGEST = 1_000;

/**
 * Runs a viewer-request function of CloudFront in a context of its own and returns the changed request, or a
 * response where it answers itself. Rejects with what the function threw, and where it runs longer than a second.
 */
export async function runViewerRequest(
  code: string,
  request: ViewerRequest,
  context: { readonly distributionId: string; readonly domainName: string },
): Promise<ViewerRequest | ViewerResponse> {
  const event = {
    version: '1.0',
    context: {
      ...context,
      distributionDomainName: context.domainName,
      eventType: 'viewer-request',
      requestId: 'local',
    },
    viewer: { ip: '127.0.0.1' },
    request,
  };
  const sandbox = vm.createContext({ console });
  vm.runInContext(code, sandbox, { filename: 'cloudfront-function.js', timeout: LONGEST });
  // Handed in as text: objects of this realm would give the function a way out of its own.
  const text = JSON.stringify(JSON.stringify(event));
  return (await vm.runInContext(`handler(JSON.parse(${text}))`, sandbox, { timeout: LONGEST })) as
    ViewerRequest | ViewerResponse;
}

/** Whether a function answered instead of changing the request. */
export function isResponse(answer: ViewerRequest | ViewerResponse): answer is ViewerResponse {
  return 'statusCode' in answer;
}
