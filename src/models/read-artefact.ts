/** Reads a model artefact from bytes that nobody vouches for. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { AppError } from '../errors.ts';
import {
  type ArrayPlace,
  type ArtefactHeader,
  arrayTypes,
  artefactAlignment,
  artefactChecksumBytes,
  artefactFormatVersion,
  artefactHeaderLimit,
  artefactHeaderSchema,
  artefactMagic,
  artefactPrefixBytes,
} from './artefact-format.ts';
import type { BlendMember } from './blended-model.ts';
import type { Calibrator } from './calibrator.ts';
import { ensembleFault } from './check-ensemble.ts';
import { featureHash, type ModelArtefact } from './model-artefact.ts';

/**
 * Returns the artefact that `bytes` hold. Lengths, places, indexes and the shape of every tree are checked apart from the checksum, so
 * that a file made to deceive fails as an accident does.
 * @throws `artefact-invalid` with the first fault.
 */
export function readArtefact(bytes: Uint8Array, name: string): ModelArtefact {
  const refuse = (reason: string): never => {
    throw new AppError('artefact-invalid', { name, reason });
  };
  if (bytes.length < artefactPrefixBytes + artefactChecksumBytes) refuse('it is too short');
  // A copy, so that arrays are aligned whatever buffer the bytes came in.
  const content = bytes.slice(0, bytes.length - artefactChecksumBytes);
  const checksum = createHash('sha256').update(content).digest();
  if (!timingSafeEqual(checksum, bytes.subarray(content.length))) refuse('its checksum does not match');
  const view = new DataView(content.buffer);
  if (new TextDecoder('latin1').decode(content.subarray(0, 4)) !== artefactMagic)
    refuse('it does not start as a model does');
  const format = view.getUint32(4, true);
  if (format !== artefactFormatVersion) refuse(`its format is ${format}, this program reads ${artefactFormatVersion}`);
  const header = readHeader(content, view.getUint32(8, true), refuse);
  const arraysStart =
    Math.ceil((artefactPrefixBytes + view.getUint32(8, true)) / artefactAlignment) * artefactAlignment;
  const readArray = createArrayReader(content, arraysStart, refuse);
  if (featureHash(header.features) !== header.featureHash) refuse('its feature list does not match its hash');
  const members = header.members.map((member) => readMember(member, readArray));
  for (const member of members) {
    const fault = ensembleFault(member.ensemble, header.features.length);
    if (fault !== undefined) refuse(`member ${member.name}: ${fault}`);
  }
  const peerValues = readArray('f32', header.peerValues);
  if (peerValues.length !== header.features.length) refuse('its peer values do not match its features');
  return {
    name: header.name,
    version: header.version,
    model: { intercept: header.intercept, members },
    calibrator: readCalibrator(header, readArray, refuse),
    features: header.features,
    peerValues,
    dictionaries: header.dictionaries,
    keyId: header.keyId,
    rights: header.rights,
  };
}

type Refuse = (reason: string) => never;
type ReadArray = <T extends ArrayPlace['type']>(type: T, place: ArrayPlace) => InstanceType<(typeof arrayTypes)[T]>;

function readHeader(content: Uint8Array, length: number, refuse: Refuse): ArtefactHeader {
  if (length > artefactHeaderLimit || artefactPrefixBytes + length > content.length)
    refuse('its header is longer than the file');
  let raw: unknown;
  try {
    raw = JSON.parse(
      new TextDecoder('utf-8', { fatal: true }).decode(
        content.subarray(artefactPrefixBytes, artefactPrefixBytes + length),
      ),
    );
  } catch {
    refuse('its header is not JSON');
  }
  const parsed = artefactHeaderSchema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  return refuse(`its header is not valid at ${issue.path.join('.') || 'the top'}: ${issue.message}`);
}

function createArrayReader(content: Uint8Array, arraysStart: number, refuse: Refuse): ReadArray {
  return (type, place) => {
    const ArrayType = arrayTypes[type];
    const start = arraysStart + place.offset;
    if (place.type !== type) refuse(`an array is ${place.type}, expected ${type}`);
    if (place.offset % artefactAlignment !== 0) refuse('an array is not aligned');
    if (start + place.length * ArrayType.BYTES_PER_ELEMENT > content.length) refuse('an array lies outside the file');
    return new ArrayType(content.buffer as ArrayBuffer, start, place.length) as InstanceType<
      (typeof arrayTypes)[typeof type]
    >;
  };
}

function readMember(member: ArtefactHeader['members'][number], readArray: ReadArray): BlendMember {
  return {
    name: member.name,
    weight: member.weight,
    ensemble: {
      baseMargin: member.baseMargin,
      treeOffsets: readArray('i32', member.treeOffsets),
      feature: readArray('i32', member.feature),
      threshold: readArray('f32', member.threshold),
      leftChild: readArray('i32', member.leftChild),
      rightChild: readArray('i32', member.rightChild),
      missingGoesLeft: readArray('u8', member.missingGoesLeft),
      value: readArray('f32', member.value),
      cover: readArray('f32', member.cover),
    },
  };
}

function readCalibrator(header: ArtefactHeader, readArray: ReadArray, refuse: Refuse): Calibrator {
  const { calibrator } = header;
  if (calibrator.kind === 'platt') return calibrator;
  const margins = readArray('f64', calibrator.margins);
  const probabilities = readArray('f64', calibrator.probabilities);
  if (margins.length === 0 || margins.length !== probabilities.length) refuse('its calibration has no matching knots');
  for (let knot = 0; knot < margins.length; knot++) {
    const probability = probabilities[knot]!;
    const isInside = Number.isFinite(margins[knot]!) && probability > 0 && probability < 1;
    const isAscending = knot === 0 || (margins[knot]! > margins[knot - 1]! && probability >= probabilities[knot - 1]!);
    if (!isInside || !isAscending) refuse(`its calibration is not monotone at knot ${knot}`);
  }
  return { kind: 'isotonic', margins, probabilities };
}
