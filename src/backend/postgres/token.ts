import type { SealedToken } from '../../model/backend.ts';
import type { Shared } from './shared.ts';

/** The sealed access token of an official account: a row by the AppID. */
export function tokenIn(appId: string, shared: Shared): SealedToken {
  return {
    read: async () => {
      const database = await shared.database();
      const [row] = await database.ask<{ sealed: string }>(
        'SELECT sealed FROM kefu_token WHERE app_id = $1',
        [appId],
      );
      return row?.sealed;
    },
    write: async (sealed) => {
      const database = await shared.database();
      await database.persist((client) => client.query(putSql, [appId, sealed]));
    },
  };
}

const putSql = `INSERT INTO kefu_token (app_id, sealed) VALUES ($1, $2)
  ON CONFLICT (app_id) DO UPDATE SET sealed = excluded.sealed, written = now()`;
