/** Says whether an error of the SDK has this name (any, where undefined) and HTTP status; for `assert.rejects`. */
export function refused(name: string | undefined, status: number): (error: unknown) => boolean {
  return (error) => {
    const { name: found, $metadata } = error as {
      readonly name: string;
      readonly $metadata?: { readonly httpStatusCode?: number };
    };
    if ((name === undefined || found === name) && $metadata?.httpStatusCode === status) return true;
    throw new Error(
      `expected ${name ?? 'an error'} with ${status}, got ${found} with ${$metadata?.httpStatusCode}`,
    );
  };
}
