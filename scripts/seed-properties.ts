/** Before every test file: properties are tried with the run's seed. `MULU_SEED=$RANDOM npm run unit` takes another. */
import fc from 'fast-check'

fc.configureGlobal({ seed: Number(process.env.MULU_SEED) })
