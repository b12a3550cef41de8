/** The sizes that the promises name. `npm test` runs the same specs at the sizes that stand in them; what stands in the environment wins. */
export const sizes: Readonly<Record<string, string>> = {
  EARSHOT_TEST_KILLS: '20',
  EARSHOT_TEST_SURVEY_KILLS: '200',
  EARSHOT_TEST_PAUSE_SECONDS: '30',
  EARSHOT_TEST_CARDS: '1000',
  EARSHOT_TEST_HOSTILE: 'whole',
  EARSHOT_TEST_UPGRADES: 'all',
  EARSHOT_TEST_POWER_CUTS: '20',
  EARSHOT_TEST_UNKNOWN_COMMITS: '200',
  EARSHOT_TEST_CONTACTS: '10000',
  EARSHOT_TEST_PERMUTATIONS: '50',
  EARSHOT_TEST_RETRIED_CALLS: '300',
  EARSHOT_TEST_CLOCKS: '1000',
  EARSHOT_TEST_OVERLOAD_SECONDS: '20',
  EARSHOT_TEST_BOARDS: '1000',
  EARSHOT_TEST_LIVE_ROUNDS: '100',
};
