interface ErrorBody {
  error?: { name?: string; message?: string };
}

/** What came back, whole. */
export class PortalReply<Body = unknown> {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The text as JSON; undefined when it is none. */
  readonly json: unknown;

  constructor(response: Response, text: string) {
    const { status, headers } = response;
    this.status = status;
    this.headers = headers;
    this.text = text;
    this.json = /json/.test(headers.get('content-type') ?? '')
      ? JSON.parse(text)
      : undefined;
  }

  /**
   * What was asked for.
   * @throws Error when it was refused
   */
  get body(): Body {
    if (this.status >= 400) {
      throw new Error(`Refused with ${this.status}: ${this.text}`);
    }
    return this.json as Body;
  }

  /** What a refusal says. */
  get error(): { name?: string; message?: string } {
    return (this.json as ErrorBody | undefined)?.error ?? {};
  }
}
