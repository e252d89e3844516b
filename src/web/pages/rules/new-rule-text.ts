/** The text that a new rule starts from. */

/** Returns a rule to be changed, from today on for ninety days. */
export function newRuleText(today: Date): string {
  const day = (days: number): string => new Date(today.getTime() + days * 86_400_000).toISOString().slice(0, 10);
  return `id: cheap-leather
reason: leather goods far below the usual price
# own-unit: officers read that a rule matched, and not why; own-agency: they read the reason
confidentiality: own-unit
# red: examine; yellow: check the papers; blue: release and audit later
lane: red
# percent of the matches, drawn
select: 100
begins: ${day(0)}
ends: ${day(90)}
# share of finds under which it is flagged
precisionFloor: 0.05
when:
  all:
    - { field: hsCode, startsWith: ['4202'] }
    - { field: originCountry, in: [CN, HK] }
    - { field: pricePerKgUsd, below: 10 }
`;
}
