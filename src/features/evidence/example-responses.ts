// What the worked examples are answered. Ids and times are those of one run.

const digest = 'sha-256=:5aY2rADqPBddMZPF0F32De0VbdRmBDxw0lRQfsJ35MI=:'

export const storedEvidenceResponse = {
  id: '0197a1f0-1000-7000-8000-000000000001',
  digest,
  mediaType: 'application/pdf',
  size: 193,
  recordedAt: '2026-11-25T03:20:31.585059Z',
  findings: [],
}

export const evidenceResponse = {
  id: '0193a000-1000-7000-8000-000000000001',
  digest,
  mediaType: 'application/pdf',
  size: 193,
  contentErased: false,
  namedBy: [
    {
      kind: 'MARKING',
      id: '019e5c1c-2f11-7d0b-9b64-3a3f6e1c5d20',
      weaponId: '0193a000-0c00-7000-8000-000000000014',
    },
  ],
  recordedAt: '2026-11-25T03:20:21.019291Z',
}
