/**
 * The address of a walk-in who gave none, where the event's settings want one: the server's rule that emails are unique makes it
 * a key by which a lost request is found again (design, invariant 4). `.invalid` never resolves (RFC 2606), so nobody is written
 * to, and mail libraries accept its form. It begins as the service's own generated addresses do, so it is never shown as an email.
 */
export function nomailAddress(operationId: string): string {
  return `nomail-${operationId.toLowerCase()}@stoika.invalid`;
}
