export const webhookShapes = ['standard', 'slack', 'jira', 'servicenow'] as const;
export type WebhookShape = (typeof webhookShapes)[number];

/** Where an owner's findings are posted. It holds secrets, so it stands in no settings entry of the log. */
export interface OwnerWebhook {
  readonly url: string;
  readonly shape: WebhookShape;
  /** Of `standard`: `whsec_…` */
  readonly secret?: string;
  /** The header of that name: `Basic …`, `Bearer …` */
  readonly authorization?: string;
  /** Of `jira`: the project's key and the kind of issue. */
  readonly project?: string;
  readonly issueType?: string;
  /** Further fields of the issue or record, as they are. */
  readonly fields?: Readonly<Record<string, unknown>>;
}

/** By owner. */
export type OwnerWebhooks = Readonly<Record<string, OwnerWebhook>>;
