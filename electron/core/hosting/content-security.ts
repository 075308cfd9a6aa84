/** What a host must open beyond the rule: the development server's nonce and its web socket. */
export type Openings = { nonce?: string; connect?: readonly string[] }

/**
 * The content security policy of every page Mulu serves: nothing but its own files, no inline script, no frames, no
 * forms, no plug-ins. Inline styles are allowed because Mantine writes its theme into a style element.
 */
export const contentSecurityPolicy = ({ nonce, connect = [] }: Openings = {}): string => {
  const rules: Readonly<Record<string, readonly string[]>> = {
    'default-src': ["'none'"],
    'script-src': ["'self'", ...(nonce === undefined ? [] : [`'nonce-${nonce}'`])],
    'style-src': ["'self'", "'unsafe-inline'"],
    'font-src': ["'self'"],
    'img-src': ["'self'", 'data:'],
    'connect-src': ["'self'", ...connect],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
    'frame-ancestors': ["'none'"],
  }
  return Object.entries(rules)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ')
}

/** Headers of every reply, whatever it carries. */
export const pageHeaders = (openings: Openings = {}): Record<string, string> => ({
  'content-security-policy': contentSecurityPolicy(openings),
  'cache-control': 'no-store',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=(), payment=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
})
