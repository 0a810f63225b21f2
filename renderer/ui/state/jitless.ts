/** Import before any schema: zod must not compile code of its own under the strict content security policy. */
import { z } from 'zod';

z.config({ jitless: true });
