import type { ResponseHeadersPolicyConfig } from '@aws-sdk/client-cloudfront';

/** Header name in lower case -> value. */
export type Headers = Readonly<Record<string, string>>;

interface PolicyHeader {
  readonly name: string;
  readonly value: string;
  readonly override: boolean;
}

/** Applies a response headers policy: sets what overrides, adds what the origin didn't send, removes last. */
export function applyResponseHeaders(headers: Headers, policy: ResponseHeadersPolicyConfig): Headers {
  const changed: Record<string, string> = { ...headers };
  for (const { name, value, override } of [...security(policy), ...custom(policy)]) {
    if (override || changed[name] === undefined) changed[name] = value;
  }
  for (const { Header } of policy.RemoveHeadersConfig?.Items ?? [])
    delete changed[(Header ?? '').toLowerCase()];
  return changed;
}

function security({ SecurityHeadersConfig: config }: ResponseHeadersPolicyConfig): readonly PolicyHeader[] {
  const found: (PolicyHeader | undefined)[] = [
    config?.StrictTransportSecurity && {
      name: 'strict-transport-security',
      value: [
        `max-age=${config.StrictTransportSecurity.AccessControlMaxAgeSec}`,
        ...(config.StrictTransportSecurity.IncludeSubdomains ? ['includeSubDomains'] : []),
        ...(config.StrictTransportSecurity.Preload ? ['preload'] : []),
      ].join('; '),
      override: config.StrictTransportSecurity.Override ?? false,
    },
    config?.ContentTypeOptions && {
      name: 'x-content-type-options',
      value: 'nosniff',
      override: config.ContentTypeOptions.Override ?? false,
    },
    config?.FrameOptions && {
      name: 'x-frame-options',
      value: config.FrameOptions.FrameOption ?? 'DENY',
      override: config.FrameOptions.Override ?? false,
    },
    config?.ReferrerPolicy && {
      name: 'referrer-policy',
      value: config.ReferrerPolicy.ReferrerPolicy ?? '',
      override: config.ReferrerPolicy.Override ?? false,
    },
    config?.ContentSecurityPolicy && {
      name: 'content-security-policy',
      value: config.ContentSecurityPolicy.ContentSecurityPolicy ?? '',
      override: config.ContentSecurityPolicy.Override ?? false,
    },
    config?.XSSProtection && {
      name: 'x-xss-protection',
      value: config.XSSProtection.Protection
        ? `1${config.XSSProtection.ModeBlock ? '; mode=block' : ''}`
        : '0',
      override: config.XSSProtection.Override ?? false,
    },
  ];
  return found.filter((header) => header !== undefined);
}

function custom({ CustomHeadersConfig: config }: ResponseHeadersPolicyConfig): readonly PolicyHeader[] {
  return (config?.Items ?? []).map(({ Header, Value, Override }) => ({
    name: (Header ?? '').toLowerCase(),
    value: Value ?? '',
    override: Override ?? false,
  }));
}
