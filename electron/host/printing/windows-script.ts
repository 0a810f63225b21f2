/**
 * What PowerShell runs on Windows: a constant. What to do comes as lines of ASCII on its standard input (a JSON object with the
 * rest escaped, then a picture a line in base64), what it finds goes out as lines of base64 around JSON: neither names nor code pages
 * of the machine can break either, and nothing of a task is ever part of the script.
 *
 * - Sheets go by the driver's own forms where one fits (they are exact); others in hundredths of an inch, as .NET has it.
 * - The page is drawn from the sheet's corner, not from where the printer can begin to print: hard margins are taken off.
 * - A job is found again by its document's name, which holds the job's id and nothing else. States of jobs and printers are read
 *   as figures: their words are in the language of the machine.
 */
export const WINDOWS_SCRIPT = String.raw`
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$script:pages = @()
$script:index = 0
function Say($what) {
  $json = ConvertTo-Json -InputObject $what -Compress -Depth 6
  [Console]::Out.WriteLine([Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($json)))
  [Console]::Out.Flush()
}
function FindJob($name) {
  Get-CimInstance -ClassName Win32_PrintJob | Where-Object { $_.Document -eq $name } | Select-Object -First 1
}
function FindPrinter($name) {
  Get-CimInstance -ClassName Win32_Printer | Where-Object { $_.Name -eq $name } | Select-Object -First 1
}
function ReadPrinter($printer) {
  @{ error = [int]$printer.DetectedErrorState; extended = [int]$printer.ExtendedPrinterStatus; offline = [bool]$printer.WorkOffline }
}
function TakeBack($name) {
  $job = FindJob $name
  if ($null -eq $job) { return @{ event = 'absent' } }
  $mask = [int]$job.StatusMask
  $printed = [int]$job.PagesPrinted
  Remove-CimInstance -InputObject $job
  for ($try = 0; $try -lt 20; $try++) {
    if ($null -eq (FindJob $name)) { return @{ event = 'removed'; mask = $mask; printed = $printed } }
    Start-Sleep -Milliseconds 250
  }
  @{ event = 'stuck' }
}
function Follow($task) {
  while ($true) {
    $job = FindJob $task.document
    if ($null -eq $job) { Say @{ event = 'absent' }; return }
    $printer = FindPrinter $task.printer
    $said = @{ event = 'waiting'; mask = [int]$job.StatusMask }
    if ($null -ne $printer) { $said.printer = ReadPrinter $printer }
    Say $said
    Start-Sleep -Milliseconds 500
  }
}
function Choose($settings, $page, $task) {
  # hundredths of an inch
  $width = [int][Math]::Round($task.page.width / 0.254)
  $height = [int][Math]::Round($task.page.height / 0.254)
  $page.Landscape = $false
  foreach ($known in $settings.PaperSizes) {
    if ([Math]::Abs($known.Width - $width) -le 2 -and [Math]::Abs($known.Height - $height) -le 2) { $page.PaperSize = $known; return }
  }
  foreach ($known in $settings.PaperSizes) {
    if ($known.Width -le $known.Height -and [Math]::Abs($known.Width - $height) -le 2 -and [Math]::Abs($known.Height - $width) -le 2) {
      $page.PaperSize = $known
      $page.Landscape = $true
      return
    }
  }
  $page.PaperSize = New-Object System.Drawing.Printing.PaperSize -ArgumentList 'Stoika', ([int][Math]::Round($task.sheet.width / 0.254)), ([int][Math]::Round($task.sheet.height / 0.254))
  $page.Landscape = [bool]$task.sheet.landscape
}
function PrintPages($task) {
  $document = New-Object System.Drawing.Printing.PrintDocument
  $document.PrinterSettings.PrinterName = $task.printer
  if (-not $document.PrinterSettings.IsValid) { Say @{ event = 'noPrinter' }; return }
  $document.DocumentName = $task.document
  $document.PrintController = New-Object System.Drawing.Printing.StandardPrintController
  $document.OriginAtMargins = $false
  $page = $document.DefaultPageSettings
  $page.Margins = New-Object System.Drawing.Printing.Margins -ArgumentList 0, 0, 0, 0
  Choose $document.PrinterSettings $page $task
  if ($script:pages.Count -gt 1 -and $document.PrinterSettings.CanDuplex) {
    $document.PrinterSettings.Duplex = [System.Drawing.Printing.Duplex]$task.duplex
  } elseif ($document.PrinterSettings.CanDuplex) {
    $document.PrinterSettings.Duplex = [System.Drawing.Printing.Duplex]::Simplex
  }
  $script:size = $task.page
  $document.add_PrintPage({
    param($sender, $e)
    if ($script:index -eq 0) { Say @{ event = 'begun' } }
    $e.Graphics.PageUnit = [System.Drawing.GraphicsUnit]::Millimeter
    $e.Graphics.InterpolationMode = [System.Drawing.Drawing2D.InterpolationMode]::NearestNeighbor
    $e.Graphics.PixelOffsetMode = [System.Drawing.Drawing2D.PixelOffsetMode]::Half
    $left = [single](-0.254 * $e.PageSettings.HardMarginX)
    $top = [single](-0.254 * $e.PageSettings.HardMarginY)
    $where = New-Object System.Drawing.RectangleF -ArgumentList $left, $top, ([single]$script:size.width), ([single]$script:size.height)
    $e.Graphics.DrawImage($script:pages[$script:index], $where)
    $script:index++
    $e.HasMorePages = $script:index -lt $script:pages.Count
  })
  $document.Print()
  Say @{ event = 'spooled' }
  Follow $task
}
function Describe($name) {
  $settings = New-Object System.Drawing.Printing.PrinterSettings
  $settings.PrinterName = $name
  $sheets = @($settings.PaperSizes | Select-Object -First 200 | ForEach-Object { @{ width = [int]$_.Width; height = [int]$_.Height } })
  $dots = ($settings.PrinterResolutions | Where-Object { $_.X -gt 0 } | Measure-Object -Property X -Maximum).Maximum
  if ($null -eq $dots) { $dots = 0 }
  @{ name = $name; isDefault = [bool]$settings.IsDefaultPrinter; sheets = $sheets; dpi = [int]$dots; duplex = [bool]$settings.CanDuplex }
}
try {
  $lines = @($input | ForEach-Object { [string]$_ })
  if ($lines.Count -eq 0) { $lines = @([Console]::In.ReadToEnd() -split "\r?\n") }
  $task = ConvertFrom-Json -InputObject $lines[0]
  Add-Type -AssemblyName System.Drawing
  switch ($task.do) {
    'list' {
      foreach ($name in [System.Drawing.Printing.PrinterSettings]::InstalledPrinters) { Say @{ event = 'printer'; printer = (Describe $name) } }
    }
    'status' {
      $printer = FindPrinter $task.printer
      if ($null -eq $printer) { Say @{ event = 'noPrinter' } } else {
        $jobs = @(Get-CimInstance -ClassName Win32_PrintJob | Where-Object { $_.Name -like ('*,*') -and $_.Name.Substring(0, $_.Name.LastIndexOf(',')) -eq $task.printer })
        Say @{ event = 'status'; printer = (ReadPrinter $printer); jobs = $jobs.Count }
      }
    }
    'describe' { Say @{ event = 'printer'; printer = (Describe $task.printer) } }
    'takeBack' { Say (TakeBack $task.document) }
    'follow' { if ($null -eq (FindJob $task.document)) { Say @{ event = 'unknown' } } else { Follow $task } }
    'print' {
      if ($task.again) { $null = TakeBack $task.document }
      if ($null -ne (FindJob $task.document)) { Say @{ event = 'begun' }; Follow $task } else {
        for ($line = 1; $line -le $task.pages; $line++) {
          $stream = New-Object System.IO.MemoryStream -ArgumentList (, [Convert]::FromBase64String($lines[$line]))
          $script:pages += [System.Drawing.Image]::FromStream($stream)
        }
        PrintPages $task
      }
    }
  }
} catch {
  $cause = $_.Exception
  while ($null -ne $cause.InnerException) { $cause = $cause.InnerException }
  Say @{ event = 'error'; message = [string]$cause.Message }
}
`;

/** As `-EncodedCommand` takes it: base64 of UTF-16. Windows' command lines end at 32,767 characters. */
export const ENCODED_WINDOWS_SCRIPT = Buffer.from(WINDOWS_SCRIPT, 'utf16le').toString('base64');
