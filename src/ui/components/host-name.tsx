/**
 * A host as people should read it: the registrable domain first of all, since the rest of a host can be anybody's word.
 * In ASCII, so that no letter passes for another.
 * @module
 */

interface Props { host: string; domain: string }

export function HostName({ host, domain }: Props) {
  const at = host.indexOf(domain);
  return <span class="host-name" dir="ltr"><span class="meta">{host.slice(0, Math.max(0, at))}</span><strong>{at < 0 ? host : domain}</strong><span class="meta">{at < 0 ? '' : host.slice(at + domain.length)}</span></span>;
}
