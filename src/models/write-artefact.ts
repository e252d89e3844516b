/** Writes a model artefact as bytes. */
import { createHash } from 'node:crypto';
import {
  type ArrayPlace,
  type ArtefactHeader,
  artefactAlignment,
  artefactFormatVersion,
  artefactMagic,
  artefactPrefixBytes,
} from './artefact-format.ts';
import type { BlendMember } from './blended-model.ts';
import { featureHash, type ModelArtefact } from './model-artefact.ts';

type NumberArray = Float64Array | Float32Array | Int32Array | Uint8Array;

/** Collects arrays and gives each its place. */
class ArrayWriter {
  readonly arrays: { readonly place: ArrayPlace; readonly array: NumberArray }[] = [];
  byteLength = 0;

  add(type: ArrayPlace['type'], array: NumberArray): ArrayPlace {
    const place = { type, length: array.length, offset: this.byteLength };
    this.arrays.push({ place, array });
    this.byteLength = aligned(this.byteLength + array.byteLength);
    return place;
  }
}

/** Returns the bytes of `model.bin`; equal artefacts give equal bytes. Numbers are little-endian, as they are on every machine that Node 20 runs on. */
export function writeArtefact(artefact: ModelArtefact): Uint8Array {
  const writer = new ArrayWriter();
  const { calibrator } = artefact;
  const header: ArtefactHeader = {
    name: artefact.name,
    version: artefact.version,
    intercept: artefact.model.intercept,
    members: artefact.model.members.map((member) => placeMember(member, writer)),
    calibrator:
      calibrator.kind === 'platt'
        ? { kind: 'platt', slope: calibrator.slope, intercept: calibrator.intercept }
        : {
            kind: 'isotonic',
            margins: writer.add('f64', calibrator.margins),
            probabilities: writer.add('f64', calibrator.probabilities),
          },
    features: artefact.features.map(({ name, version }) => ({ name, version })),
    featureHash: featureHash(artefact.features),
    peerValues: writer.add('f32', artefact.peerValues),
    dictionaries: Object.fromEntries(
      Object.entries(artefact.dictionaries).map(([field, codes]) => [field, [...codes]]),
    ),
    keyId: artefact.keyId,
    rights: [...artefact.rights],
  };
  const headerBytes = new TextEncoder().encode(JSON.stringify(header));
  const arraysStart = aligned(artefactPrefixBytes + headerBytes.length);
  const content = new Uint8Array(arraysStart + writer.byteLength);
  content.set(new TextEncoder().encode(artefactMagic), 0);
  const view = new DataView(content.buffer);
  view.setUint32(4, artefactFormatVersion, true);
  view.setUint32(8, headerBytes.length, true);
  content.set(headerBytes, artefactPrefixBytes);
  for (const { place, array } of writer.arrays) {
    content.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), arraysStart + place.offset);
  }
  const checksum = createHash('sha256').update(content).digest();
  const file = new Uint8Array(content.length + checksum.length);
  file.set(content);
  file.set(checksum, content.length);
  return file;
}

function placeMember(member: BlendMember, writer: ArrayWriter): ArtefactHeader['members'][number] {
  const { ensemble } = member;
  return {
    name: member.name,
    weight: member.weight,
    baseMargin: ensemble.baseMargin,
    treeOffsets: writer.add('i32', ensemble.treeOffsets),
    feature: writer.add('i32', ensemble.feature),
    threshold: writer.add('f32', ensemble.threshold),
    leftChild: writer.add('i32', ensemble.leftChild),
    rightChild: writer.add('i32', ensemble.rightChild),
    missingGoesLeft: writer.add('u8', ensemble.missingGoesLeft),
    value: writer.add('f32', ensemble.value),
    cover: writer.add('f32', ensemble.cover),
  };
}

function aligned(length: number): number {
  return Math.ceil(length / artefactAlignment) * artefactAlignment;
}
