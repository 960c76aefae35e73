// Preloaded by a test: sharp's native part cannot be loaded.
import { registerHooks } from 'node:module';

registerHooks({
  resolve(specifier, context, next) {
    if (specifier === 'sharp') throw new Error("Could not load the 'sharp' module\nand much advice");
    return next(specifier, context);
  },
});
