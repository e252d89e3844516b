/** Figures of a world that scenarios claim, measured while it runs. */
import { departureRisk } from './goods/provenance.ts';
import { campaignGroupNumber } from './infringers/planted-campaign.ts';
import { OracleRecall } from './oracle/oracle-recall.ts';
import type { ExaminationFact, SimulatedConsignment, SimulatedFact, SimulatedItem } from './simulated-fact.ts';

/** Every figure that can be claimed; each is a share of 0 to 1 unless it says otherwise. */
export const worldFigureNames = [
  /** Items that infringe. */
  'infringingShare',
  /** Consignments by channel. */
  'postShare',
  'expressShare',
  'cargoShare',
  /** Items of lanes that infringe: parcels from countries of high, medium and low risk, cargo from high and low. */
  'parcelHighRate',
  'parcelMediumRate',
  'parcelLowRate',
  'cargoHighRate',
  'cargoLowRate',
  /** Infringing items that no group sent. */
  'loneShare',
  /** Consignments that are examined, and the same of post alone. */
  'examinedShare',
  'postExaminedShare',
  /** Detained items that turn out genuine or authorised. */
  'genuineShare',
  /** Items of the last phase whose importer was not seen in the first, of all and of infringing ones. */
  'newImporterShare',
  'newImporterInfringingShare',
  /** The same of firms that import for themselves. */
  'newFirmShare',
  /** Items of the last phase by a seller that was not seen in the first. */
  'newSellerShare',
  /** Items of the last phase that a planted campaign sent. */
  'campaignShare',
  /** Consignments with a manifest. */
  'manifestShare',
  /** Items whose examination ends in a confirmed infringement in the first phase, per thousand of its items (not a share). */
  'positivesPerThousand',
  /** Infringing items of the last phase in the oracle's top 1% and 5%. */
  'oracleRecallAt1',
  'oracleRecallAt5',
] as const;

/** A figure of {@link worldFigureNames}. */
type WorldFigureName = (typeof worldFigureNames)[number];

type ItemTruth = SimulatedItem['truth'];

/** The figures of a world; NaN where there is nothing to take a share of. */
export type WorldFigures = { readonly [name in WorldFigureName]: number };

/** Measures a world fact by fact. Memory holds the firms that have been seen and, of the oracle, a histogram. */
export class WorldFigureMeter {
  private readonly lastPhase: number;
  private readonly recall = new OracleRecall();
  private readonly counts = new Map<string, number>();
  private readonly firmsSeen = new Set<number>();
  private readonly sellersSeen = new Set<number>();
  private readonly examinedConsignments = new Set<number>();
  private lastPersonOfFirstPhase = 0;

  constructor(phaseCount: number) {
    this.lastPhase = phaseCount - 1;
  }

  /** Counts a fact that becomes known in a phase. */
  add(fact: SimulatedFact, phase: number): void {
    if (fact.kind === 'declaration') this.addConsignment(fact.consignment, phase);
    else if (fact.kind === 'manifest') this.count('manifests');
    else if (fact.kind === 'examination') this.addExamination(fact, phase);
  }

  /** Returns the figures of everything counted so far. */
  figures(): WorldFigures {
    const of = (name: string): number => this.counts.get(name) ?? 0;
    const share = (part: string, whole: string): number => of(part) / of(whole);
    return {
      infringingShare: share('infringing', 'items'),
      postShare: share('post', 'consignments'),
      expressShare: share('express', 'consignments'),
      cargoShare: share('cargo', 'consignments'),
      parcelHighRate: share('parcel high infringing', 'parcel high'),
      parcelMediumRate: share('parcel medium infringing', 'parcel medium'),
      parcelLowRate: share('parcel low infringing', 'parcel low'),
      cargoHighRate: share('cargo high infringing', 'cargo high'),
      cargoLowRate: share('cargo low infringing', 'cargo low'),
      loneShare: share('lone infringing', 'infringing'),
      examinedShare: share('examined', 'consignments'),
      postExaminedShare: share('examined post', 'post'),
      genuineShare: share('genuine', 'detained'),
      newImporterShare: share('last new importer', 'last items'),
      newImporterInfringingShare: share('last new importer infringing', 'last infringing'),
      newFirmShare: share('last new firm', 'last firm'),
      newSellerShare: share('last new seller', 'last items'),
      campaignShare: of('last campaign') / of('last items'),
      manifestShare: share('manifests', 'consignments'),
      positivesPerThousand: (1000 * of('first confirmed')) / of('first items'),
      oracleRecallAt1: this.recall.recallAt(0.01),
      oracleRecallAt5: this.recall.recallAt(0.05),
    };
  }

  /** Items whose examination in the first phase ended in a confirmed infringement. */
  get positives(): number {
    return this.counts.get('first confirmed') ?? 0;
  }

  private count(name: string, by = 1): void {
    this.counts.set(name, (this.counts.get(name) ?? 0) + by);
  }

  private addConsignment(consignment: SimulatedConsignment, phase: number): void {
    const { items, channel, importer, seller } = consignment;
    this.count('consignments');
    this.count(channel);
    const lane = `${channel === 'cargo' ? 'cargo' : 'parcel'} ${departureRisk(consignment.departureCountry)}`;
    const isFirst = phase === 0;
    const isLast = phase === this.lastPhase;
    const isPerson = importer.partyKind === 'natural';
    const isNewImporter = isPerson
      ? importer.number > this.lastPersonOfFirstPhase
      : !this.firmsSeen.has(importer.number);
    const isNewSeller = !this.sellersSeen.has(seller.number);
    for (const { truth } of items) {
      this.addItem(truth, lane);
      if (isFirst) this.count('first items');
      if (isLast) this.addLastItem(truth, { isPerson, isNewImporter, isNewSeller });
    }
    if (!isFirst) return;
    if (isPerson) this.lastPersonOfFirstPhase = Math.max(this.lastPersonOfFirstPhase, importer.number);
    else this.firmsSeen.add(importer.number);
    this.sellersSeen.add(seller.number);
  }

  private addItem({ isInfringing, groupNumber }: ItemTruth, lane: string): void {
    this.count('items');
    this.count(lane);
    if (!isInfringing) return;
    this.count('infringing');
    this.count(`${lane} infringing`);
    if (groupNumber === undefined) this.count('lone infringing');
  }

  private addLastItem(
    { isInfringing, groupNumber, oracleMargin }: ItemTruth,
    parties: { readonly isPerson: boolean; readonly isNewImporter: boolean; readonly isNewSeller: boolean },
  ): void {
    this.recall.add(oracleMargin, isInfringing);
    this.count('last items');
    if (groupNumber === campaignGroupNumber) this.count('last campaign');
    if (isInfringing) this.count('last infringing');
    if (parties.isNewImporter) this.count('last new importer');
    if (parties.isNewImporter && isInfringing) this.count('last new importer infringing');
    if (!parties.isPerson) this.count('last firm');
    if (!parties.isPerson && parties.isNewImporter) this.count('last new firm');
    if (parties.isNewSeller) this.count('last new seller');
  }

  private addExamination(fact: ExaminationFact, phase: number): void {
    // Facts of one examination come apart in time; its consignment is counted at the first of them.
    if (fact.outcome === 'nothing-found' || fact.outcome === 'other-infringement' || fact.outcome === 'detained') {
      const isNew = !this.examinedConsignments.has(fact.consignment.number);
      if (isNew) {
        this.examinedConsignments.add(fact.consignment.number);
        if (this.examinedConsignments.size > rememberedExaminations) {
          this.examinedConsignments.delete(this.examinedConsignments.values().next().value!);
        }
        this.count('examined');
        this.count(`examined ${fact.consignment.channel}`);
      }
    }
    if (fact.outcome === 'detained') this.count('detained');
    else if (fact.outcome === 'genuine' || fact.outcome === 'authorised') this.count('genuine');
    else if (fact.outcome === 'confirmed' && phase === 0) this.count('first confirmed');
  }
}

/** Examined consignments remembered to count each once; the results of one are never further apart in the order of facts. */
const rememberedExaminations = 20_000;
