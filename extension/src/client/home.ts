import * as os from "node:os";
import * as path from "node:path";

/** Returns the folder of a person's data: the setting, else `UNDERSONG_HOME`, else the platform's; as the daemon does. */
export function homeFolder(setting: string, env: NodeJS.ProcessEnv = process.env): string {
  const given = setting || env["UNDERSONG_HOME"];
  if (given) {
    return given.replace(/^~(?=$|[\\/])/, os.homedir());
  }
  switch (process.platform) {
    case "win32":
      return path.join(env["LOCALAPPDATA"] ?? path.join(os.homedir(), "AppData", "Local"), "undersong");
    case "darwin":
      return path.join(os.homedir(), "Library", "Application Support", "undersong");
    default:
      return path.join(env["XDG_DATA_HOME"] ?? path.join(os.homedir(), ".local", "share"), "undersong");
  }
}
