/** Says in words why a file could not be written into `folder`, and what to do about it. */
export function describeFileError(error: unknown, folder: string): string {
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return `The disk that holds ${folder} is full. Free some space or choose another folder, then print again.`;
    case 'EACCES':
    case 'EPERM':
      return `There is no permission to write to ${folder}. Allow it or choose another folder, then print again.`;
    case 'EROFS':
      return `${folder} is read-only. Choose another folder, then print again.`;
    case 'ENOTDIR':
    case 'EEXIST':
      return `${folder} is not a folder. Choose a folder, then print again.`;
    case 'ENOENT':
      return `The folder ${folder} is gone (a drive taken out?). Bring it back or choose another, then print again.`;
    case 'EIO':
    case 'ENXIO':
      return `The drive that holds ${folder} does not answer. Check it or choose another folder, then print again.`;
    default:
      return `Could not write to ${folder} (${code ?? message}). Check the folder or choose another, then print again.`;
  }
}
