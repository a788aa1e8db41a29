-- Drives `undersong lsp` as Neovim's own client does (0.7 and later), without a screen.
-- UNDERSONG_PYTHON, UNDERSONG_FILE and UNDERSONG_EVENT must be set. Prints a line a check and "N passed, N failed".
local passed, failed = 0, 0
local function check(name, ok, detail)
  if ok then passed = passed + 1 else failed = failed + 1 end
  io.stdout:write(string.format('%s %s %s\n', ok and 'ok  ' or 'FAIL', name, detail and vim.inspect(detail) or ''))
end

-- Waits for a condition and returns what it gave.
local function await(condition)
  local found
  vim.wait(20000, function() found = condition() return found end, 50)
  return found
end

local function start(buffer)
  local capabilities = vim.lsp.protocol.make_client_capabilities()
  capabilities.textDocument.inlineCompletion = { dynamicRegistration = true }
  local id = vim.lsp.start_client({
    name = 'undersong',
    cmd = { os.getenv('UNDERSONG_PYTHON'), '-I', '-m', 'undersong', 'lsp' },
    root_dir = vim.fn.getcwd(),
    workspace_folders = { { uri = vim.uri_from_fname(vim.fn.getcwd()), name = 'larder' } },
    capabilities = capabilities,
    init_options = {
      undersong = { protocol = 1, client = 'neovim', version = '0.7', window = 'neovim', settings = { recording = true } },
    },
  })
  vim.lsp.buf_attach_client(buffer, id)
  return id, vim.lsp.get_client_by_id(id)
end

local function run()
  vim.cmd('edit ' .. os.getenv('UNDERSONG_FILE'))
  vim.bo.filetype = 'python'
  local buffer = vim.api.nvim_get_current_buf()
  local id, client = start(buffer)
  check('initialize', await(function() return client.initialized end))
  check('protocol', client.server_capabilities.experimental.undersong.protocol == 1)

  local function ask(method, params)
    local reply = vim.lsp.buf_request_sync(buffer, method, params, 20000)
    return reply and reply[id] and reply[id].result
  end
  local document = { uri = vim.uri_from_bufnr(buffer) }

  local hint = await(function() return vim.diagnostic.get(buffer)[1] end)
  check('a name is hinted at with its evidence', hint and hint.message:find('days_left') ~= nil, hint and hint.message)

  local at = { line = hint.lnum, character = hint.col }
  local actions = ask('textDocument/codeAction', {
    textDocument = document, range = { start = at, ['end'] = at }, context = { diagnostics = {} },
  })
  local action = actions and actions[1]
  check('the name can be changed', action and action.title:find('days_left') ~= nil, action and action.title)
  local resolved = action.edit and action or ask('codeAction/resolve', action)
  vim.lsp.util.apply_workspace_edit(resolved.edit, 'utf-16')
  local text = table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), '\n')
  check('every place of it is changed', text:find('days_left') ~= nil and text:find('daysLeft') == nil)

  local items = await(function()
    local last = vim.api.nvim_buf_line_count(buffer)
    vim.api.nvim_buf_set_lines(buffer, last, last, false, { 'def spare_items(stock, today):', '    return [item for item in stock' })
    local found = ask('textDocument/inlineCompletion', {
      textDocument = document,
      position = { line = last + 1, character = #'    return [item for item in stock' },
      context = { triggerKind = 1 },
    })
    found = found and (found.items or found)
    return found and #found > 0 and found
  end)
  check('code is offered', items ~= nil, items and items[1].insertText)

  local event = vim.fn.json_decode(os.getenv('UNDERSONG_EVENT'))
  local answer = ask('undersong/record', { events = { event, event } })
  check('an event is stored once', answer and answer.stored == 1 and answer.duplicates == 1, answer)

  vim.lsp.stop_client(id)
  check('shutdown', await(function() return vim.lsp.get_client_by_id(id) == nil end))
end

local ok, err = xpcall(run, debug.traceback)
if not ok then check('script', false, err) end
io.stdout:write(string.format('%d passed, %d failed\n', passed, failed))
vim.cmd(failed == 0 and 'qall!' or 'cquit 1')
