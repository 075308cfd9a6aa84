import { z } from 'zod'

// The content security policy forbids eval; zod tries it once per object schema unless told before any is made.
z.config({ jitless: true })
