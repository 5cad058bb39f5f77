/** An error as the SDK throws it: told apart by name and HTTP status. */
export class FakeAwsError extends Error {
  readonly $metadata: { readonly httpStatusCode: number };

  constructor(name: string, httpStatusCode: number, message = name) {
    super(message);
    this.name = name;
    this.$metadata = { httpStatusCode };
  }
}
