import enAlerts from "./en/alerts.json";
import enAuth from "./en/auth.json";
import enBoard from "./en/board.json";
import enCampaigns from "./en/campaigns.json";
import enCarrier from "./en/carrier.json";
import enCommon from "./en/common.json";
import enComposing from "./en/composing.json";
import enConnectors from "./en/connectors.json";
import enConsent from "./en/consent.json";
import enContactData from "./en/contact-data.json";
import enCosts from "./en/costs.json";
import enErasure from "./en/erasure.json";
import enErrors from "./en/errors.json";
import enFinding from "./en/finding.json";
import enIdentity from "./en/identity.json";
import enInbox from "./en/inbox.json";
import enInsert from "./en/insert.json";
import enMail from "./en/mail.json";
import enNumbers from "./en/numbers.json";
import enParts from "./en/parts.json";
import enPeople from "./en/people.json";
import enProfile from "./en/profile.json";
import enReports from "./en/reports.json";
import enRoles from "./en/roles.json";
import enRouting from "./en/routing.json";
import enSandbox from "./en/sandbox.json";
import enSegments from "./en/segments.json";
import enSettings from "./en/settings.json";
import enSite from "./en/site.json";
import enSla from "./en/sla.json";
import enStart from "./en/start.json";
import enTasks from "./en/tasks.json";
import enTemplates from "./en/templates.json";
import enTimeline from "./en/timeline.json";
import enWork from "./en/work.json";
import esAlerts from "./es/alerts.json";
import esAuth from "./es/auth.json";
import esBoard from "./es/board.json";
import esCampaigns from "./es/campaigns.json";
import esCarrier from "./es/carrier.json";
import esCommon from "./es/common.json";
import esComposing from "./es/composing.json";
import esConnectors from "./es/connectors.json";
import esConsent from "./es/consent.json";
import esContactData from "./es/contact-data.json";
import esCosts from "./es/costs.json";
import esErasure from "./es/erasure.json";
import esErrors from "./es/errors.json";
import esFinding from "./es/finding.json";
import esIdentity from "./es/identity.json";
import esInbox from "./es/inbox.json";
import esInsert from "./es/insert.json";
import esMail from "./es/mail.json";
import esNumbers from "./es/numbers.json";
import esParts from "./es/parts.json";
import esPeople from "./es/people.json";
import esProfile from "./es/profile.json";
import esReports from "./es/reports.json";
import esRoles from "./es/roles.json";
import esRouting from "./es/routing.json";
import esSandbox from "./es/sandbox.json";
import esSegments from "./es/segments.json";
import esSettings from "./es/settings.json";
import esSite from "./es/site.json";
import esSla from "./es/sla.json";
import esStart from "./es/start.json";
import esTasks from "./es/tasks.json";
import esTemplates from "./es/templates.json";
import esTimeline from "./es/timeline.json";
import esWork from "./es/work.json";
import ptAlerts from "./pt/alerts.json";
import ptAuth from "./pt/auth.json";
import ptBoard from "./pt/board.json";
import ptCampaigns from "./pt/campaigns.json";
import ptCarrier from "./pt/carrier.json";
import ptCommon from "./pt/common.json";
import ptComposing from "./pt/composing.json";
import ptConnectors from "./pt/connectors.json";
import ptConsent from "./pt/consent.json";
import ptContactData from "./pt/contact-data.json";
import ptCosts from "./pt/costs.json";
import ptErasure from "./pt/erasure.json";
import ptErrors from "./pt/errors.json";
import ptFinding from "./pt/finding.json";
import ptIdentity from "./pt/identity.json";
import ptInbox from "./pt/inbox.json";
import ptInsert from "./pt/insert.json";
import ptMail from "./pt/mail.json";
import ptNumbers from "./pt/numbers.json";
import ptParts from "./pt/parts.json";
import ptPeople from "./pt/people.json";
import ptProfile from "./pt/profile.json";
import ptReports from "./pt/reports.json";
import ptRoles from "./pt/roles.json";
import ptRouting from "./pt/routing.json";
import ptSandbox from "./pt/sandbox.json";
import ptSegments from "./pt/segments.json";
import ptSettings from "./pt/settings.json";
import ptSite from "./pt/site.json";
import ptSla from "./pt/sla.json";
import ptStart from "./pt/start.json";
import ptTasks from "./pt/tasks.json";
import ptTemplates from "./pt/templates.json";
import ptTimeline from "./pt/timeline.json";
import ptWork from "./pt/work.json";

const es = {
  alerts: esAlerts,
  auth: esAuth,
  board: esBoard,
  campaigns: esCampaigns,
  carrier: esCarrier,
  common: esCommon,
  composing: esComposing,
  consent: esConsent,
  contactData: esContactData,
  connectors: esConnectors,
  costs: esCosts,
  erasure: esErasure,
  errors: esErrors,
  finding: esFinding,
  identity: esIdentity,
  inbox: esInbox,
  insert: esInsert,
  mail: esMail,
  numbers: esNumbers,
  parts: esParts,
  people: esPeople,
  profile: esProfile,
  reports: esReports,
  roles: esRoles,
  routing: esRouting,
  sandbox: esSandbox,
  segments: esSegments,
  settings: esSettings,
  site: esSite,
  sla: esSla,
  start: esStart,
  tasks: esTasks,
  templates: esTemplates,
  timeline: esTimeline,
  work: esWork,
};

/** Every text of the product in one language, by area: `messages.inbox.composer.send`. */
export type Messages = typeof es;
export type Area = keyof Messages;

const en: Messages = {
  alerts: enAlerts,
  auth: enAuth,
  board: enBoard,
  campaigns: enCampaigns,
  carrier: enCarrier,
  common: enCommon,
  composing: enComposing,
  consent: enConsent,
  contactData: enContactData,
  connectors: enConnectors,
  costs: enCosts,
  erasure: enErasure,
  errors: enErrors,
  finding: enFinding,
  identity: enIdentity,
  inbox: enInbox,
  insert: enInsert,
  mail: enMail,
  numbers: enNumbers,
  parts: enParts,
  people: enPeople,
  profile: enProfile,
  reports: enReports,
  roles: enRoles,
  routing: enRouting,
  sandbox: enSandbox,
  segments: enSegments,
  settings: enSettings,
  site: enSite,
  sla: enSla,
  start: enStart,
  tasks: enTasks,
  templates: enTemplates,
  timeline: enTimeline,
  work: enWork,
};

const pt: Messages = {
  alerts: ptAlerts,
  auth: ptAuth,
  board: ptBoard,
  campaigns: ptCampaigns,
  carrier: ptCarrier,
  common: ptCommon,
  composing: ptComposing,
  consent: ptConsent,
  contactData: ptContactData,
  connectors: ptConnectors,
  costs: ptCosts,
  erasure: ptErasure,
  errors: ptErrors,
  finding: ptFinding,
  identity: ptIdentity,
  inbox: ptInbox,
  insert: ptInsert,
  mail: ptMail,
  numbers: ptNumbers,
  parts: ptParts,
  people: ptPeople,
  profile: ptProfile,
  reports: ptReports,
  roles: ptRoles,
  routing: ptRouting,
  sandbox: ptSandbox,
  segments: ptSegments,
  settings: ptSettings,
  site: ptSite,
  sla: ptSla,
  start: ptStart,
  tasks: ptTasks,
  templates: ptTemplates,
  timeline: ptTimeline,
  work: ptWork,
};

/** Server and tests only: a browser gets the areas that its page names (see components/client-messages.tsx). */
export const catalog = { es, en, pt };
