// The address of an area profile.

export const profilePagePath = "/omradesprofil";

/** The page's address names the profile, what it is compared with and a division that is not today's, so that it can be shared and printed again. */
export const profileParameters = { profile: "profil", first: "mot1", second: "mot2", division: "indelning" } as const;

export function profilePath(key: string): string {
  return `${profilePagePath}?${profileParameters.profile}=${encodeURIComponent(key)}`;
}
