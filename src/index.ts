/** The public face of the package: the use cases, what they ask for, and what composes them on a machine with files. */
export { compose } from './compose.ts';
export { loadConfig } from './config.ts';
export { AppError } from './errors.ts';
export { type BacktestInput, type BacktestReport, backtest } from './services/backtest.ts';
export { eraseRecords } from './services/erase-records.ts';
export { explainConsignments } from './services/explain-consignments.ts';
export { findRights } from './services/find-rights.ts';
export type { Ports } from './services/ports.ts';
export { rankScored } from './services/rank-scored.ts';
export { type InputFile, resolveInput } from './services/read-records.ts';
export { scoreConsignments } from './services/score-consignments.ts';
export { type SimulateInput, type SimulateReport, simulate } from './services/simulate.ts';
export { type TrainModelInput, type TrainModelReport, trainModel } from './services/train-model.ts';
