/** Prints a sentence in English and in Chinese. */
export function say(english, chinese) {
  process.stdout.write(`${english}\n${chinese}\n`);
}

/** Ends with a sentence that says what to do, and nothing else: no stack, no npm noise of ours. */
export function giveUp(english, chinese) {
  process.stderr.write(`\n${english}\n${chinese}\n`);
  process.exit(1);
}
