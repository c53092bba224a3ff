// The problem trees of an earlier team: to those who read every tree the trees themselves, to the heir where it takes them over.
import { Link } from "react-router";
import { inheritedTreesPath, treePath } from "../problem-tree-page/tree-paths.ts";
import { useInheritedTrees, useProblemTrees } from "../state/problem-trees.ts";
import { useSignedIn } from "../state/session.tsx";

interface Inheritance {
  /** The team that inherits. */
  readonly teamId: string;
  readonly earlierTeamId: string;
}

export function InheritedTreeLinks(inheritance: Inheritance) {
  const { role } = useSignedIn();
  return role === "team" ? <ToTakeOver {...inheritance} /> : <ToRead {...inheritance} />;
}

function ToTakeOver({ teamId, earlierTeamId }: Inheritance) {
  const { data: earlier = [] } = useInheritedTrees(teamId);
  const trees = earlier.find((one) => one.teamId === earlierTeamId)?.trees ?? [];
  return <Links trees={trees.map(({ treeId, name }) => ({ id: treeId, name, path: inheritedTreesPath(teamId) }))} />;
}

function ToRead({ earlierTeamId }: Inheritance) {
  const { data: trees = [] } = useProblemTrees();
  const own = trees.filter((tree) => tree.teamId === earlierTeamId);
  return <Links trees={own.map(({ id, name }) => ({ id, name, path: treePath(id) }))} />;
}

function Links({ trees }: { trees: readonly { readonly id: string; readonly name: string; readonly path: string }[] }) {
  if (trees.length === 0) return "–";
  return (
    <ul className="plain-list">
      {trees.map(({ id, name, path }) => (
        <li key={id}>
          <Link to={path}>{name}</Link>
        </li>
      ))}
    </ul>
  );
}
