/**
 * What a page of the desk may do, in both shells. Every response carries it, the workers' scripts too: a worker obeys the
 * policy of its own response. Photos and PDFs are shown from `blob:`; nothing is inline and nothing comes from elsewhere.
 */
const rules = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "frame-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
];

/** The worker that reads codes from the camera's pictures: it alone compiles WASM, and neither page nor engine may. */
const decoderScript = /^\/assets\/decoder\.worker-[\w-]+\.js$/;

const contentSecurityPolicy = rules.join('; ');
const decoderPolicy = rules
  .map((rule) => (rule.startsWith('script-src') ? `${rule} 'wasm-unsafe-eval'` : rule))
  .join('; ');

const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': contentSecurityPolicy,
  // camera and scanner are the desk's own; nothing that it shows in a frame gets them, and nobody listens
  'permissions-policy':
    'camera=(self), serial=(self), display-capture=(), geolocation=(), hid=(), microphone=(), midi=(), payment=(), usb=()',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

/**
 * The same response with the policy over whatever it carried. The body goes on as the stream that it is.
 * @param path what was asked for: one file may do more than the others
 */
export function addPolicy(response: Response, path = ''): Response {
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(securityHeaders)) headers.set(name, value);
  if (decoderScript.test(path)) headers.set('content-security-policy', decoderPolicy);
  if (!headers.has('cache-control')) headers.set('cache-control', 'no-store');
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}
