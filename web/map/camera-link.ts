// Keeps several maps looking at the same place: when one of them is moved, the others follow.
export interface Camera {
  /** Longitude and latitude of the middle, in degrees. */
  readonly centre: readonly [number, number];
  readonly zoom: number;
}

export interface CameraLink {
  /** Joins a map that can look somewhere. The map tells `moved` of its own movements; `leave` when it is removed. */
  readonly join: (lookAt: (camera: Camera) => void) => { moved: (camera: Camera) => void; leave: () => void };
}

export function createCameraLink(): CameraLink {
  const maps = new Set<(camera: Camera) => void>();
  let isFollowing = false;
  return {
    join: (lookAt) => {
      maps.add(lookAt);
      return {
        // The maps that follow tell of it too; that is not passed on.
        moved: (camera) => {
          if (isFollowing) return;
          isFollowing = true;
          for (const other of maps) if (other !== lookAt) other(camera);
          isFollowing = false;
        },
        leave: () => maps.delete(lookAt),
      };
    },
  };
}
